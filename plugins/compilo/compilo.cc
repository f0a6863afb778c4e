// Compilo: documents of the quality system with their revisions, and deviations as counts. The vendor publishes no
// interface, so this reads what a customer can get: exports in a folder or on a server, or a JSON service of their own.
#include <algorithm>
#include <optional>

#include "default_columns.h"
#include "deviation_counts.h"
#include "export_position.h"
#include "export_reader.h"
#include "helhet/connector.h"
#include "helhet/document_source.h"
#include "helhet/fact_day.h"
#include "helhet/folder_connector.h"
#include "helhet/json/service.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "withdrawal.h"

namespace helhet::compilo {
namespace {

constexpr const char* kDocuments = "documents";
constexpr int64_t kAllPages = INT64_MAX;

using Sink = ExportReader::Sink;

// The day by which a backfill leaves a fact out. A count is of a whole month, so it is needed from any day of it.
std::string LastDayOf(const model::v1::Fact& fact) {
  const std::string day = sdk::FactDay(fact);
  return fact.has_statistic() && day.size() == 10 ? day.substr(0, 8) + "31" : day;
}

}  // namespace

class Compilo : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    stream_ = settings.Text("stream", kDocuments);
    if (!CountsDeviations() && stream_ != kDocuments) {
      return sdk::SettingInvalid("stream", sdk::Quoted(stream_) + " is no stream", "state documents or deviations");
    }
    if (CountsDeviations() && settings.Texts("key").empty()) {
      return sdk::SettingInvalid("key", "missing", "state the column that tells deviations apart, so that none is counted twice");
    }
    HELHET_ASSIGN_OR_RETURN(ExportReader reader, ExportReader::From(settings, stream_, CountsDeviations() ? "statistic" : "archive_document",
                                                                    CountsDeviations() ? DeviationColumns() : DocumentColumns()));
    reader_.emplace(std::move(reader));
    system_ = settings.Text("system", "compilo");
    withdrawal_ = Withdrawal(stream_, settings.Flag("complete_exports", false), settings.Integer("max_withdrawn_percent", 50));
    if (settings.Text("url", "").empty()) {
      place_ = settings;
      return sdk::DocumentSource::CheckSettings(settings);
    }
    for (const char* place : {"folder", "sftp", "https"}) {
      if (settings.Has(place)) return sdk::SettingInvalid("url", std::string("stands beside ") + place, "state one place to read");
    }
    HELHET_ASSIGN_OR_RETURN(sdk::JsonService service, sdk::JsonService::From(settings));
    service_.emplace(std::move(service));
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    if (!service_) {
      HELHET_ASSIGN_OR_RETURN(const sdk::DocumentSource source, Open("", host));
      return sdk::DocumentSource::PlaceOf(place_) + ": " + std::to_string(source.files_in_all()) + " filer";
    }
    int64_t records = 0;
    HELHET_RETURN_IF_ERROR(service_->Read("", 1, host, [&](const sdk::Json&, const std::string&) { return ++records, OkStatus(); }));
    return service_->url() + ": " + std::to_string(records) + " poster på første side";
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kDocuments, "archive_document"}, {DeviationCounts::kStream, "statistic"}});
  }

  // A place of files cannot tell dates: a backfill goes through all of it, and leaves the checkpoint where it was. A full
  // read begins anew, and still knows what was there before.
  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    HELHET_ASSIGN_OR_RETURN(ExportPosition position, ExportPosition::FromJson(start.checkpoint()));
    const bool backfill = !start.backfill_from().empty();
    if (start.full() || backfill) position.place.clear();
    Reading reading{start, out, std::move(position), start.checkpoint()};
    if (service_) return ReadService(reading, host);
    HELHET_ASSIGN_OR_RETURN(sdk::DocumentSource source, Open(reading.position.place, host));
    while (true) {
      HELHET_ASSIGN_OR_RETURN(std::optional<sdk::FolderDocument> document, source.Next());
      if (!document) break;
      HELHET_RETURN_IF_ERROR(host.Progress("leser " + document->locator, static_cast<int64_t>(source.files_read()),
                                           static_cast<int64_t>(source.files_to_read())));
      reading.position.place = document->checkpoint;
      const Export one{document->locator, document->source_time_us};
      HELHET_RETURN_IF_ERROR(ReadExport(one, reading, [&](const Sink& sink) { return GiveFile(*std::move(document), sink); }));
    }
    // Files without a document move the place too; an unchanged folder is to leave no trace.
    reading.position.place = source.checkpoint();
    if (!backfill && reading.position.ToJson() != start.checkpoint()) out.Checkpoint(reading.position.ToJson());
    return OkStatus();
  }

  Status Replay(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    if (CountsDeviations()) return sdk::Connector::Replay(start, out, host);  // nothing is kept of what was counted
    for (const auto& kept : start.replay()) {
      sdk::FolderDocument document;
      document.locator = kept.locator();
      document.bytes = kept.raw();
      document.source_time_us = kept.source_time_us();
      HELHET_RETURN_IF_ERROR(reader_->ReadKept(std::move(document), [&](plugin::v1::Record record) {
        return out.Add(std::move(record), start.checkpoint());
      }));
    }
    return OkStatus();
  }

 private:
  // A read under way.
  struct Reading {
    const plugin::v1::ReadStart& start;
    sdk::Emitter& out;
    ExportPosition position;  // after the export under way
    std::string before;       // the checkpoint before it
  };
  using Give = std::function<Status(const Sink&)>;

  bool CountsDeviations() const { return stream_ == DeviationCounts::kStream; }

  Result<sdk::DocumentSource> Open(const std::string& checkpoint, const sdk::Host& host) const {
    const auto limit_mib = static_cast<uint64_t>(std::clamp<int64_t>(place_.Integer("max_document_mib", 30), 1, 30));
    return sdk::DocumentSource::Open(place_, {.checkpoint = checkpoint, .document_limit_bytes = limit_mib << 20}, host);
  }

  Status GiveFile(sdk::FolderDocument document, const Sink& sink) const {
    if (!CountsDeviations()) return reader_->Read(std::move(document), sink);
    const Export one{document.locator, document.source_time_us};
    return Count(one, [&](const Sink& counted) { return reader_->Read(std::move(document), counted); }, sink);
  }

  Status Count(const Export& one, const Give& give, const Sink& sink) const {
    DeviationCounts counts(system_, reader_->RequiredColumns());
    HELHET_RETURN_IF_ERROR(give([&](const plugin::v1::Record& record) { return counts.Take(record), OkStatus(); }));
    return counts.Give(one.locator, one.time_us, sink);
  }

  // All that a service has is one export.
  Status ReadService(Reading& reading, sdk::Host& host) {
    const Export one{service_->url(), host.now_us()};
    const Give records = [&](const Sink& sink) -> Status {
      const Sink to_stream = [&](plugin::v1::Record record) {
        record.set_stream(stream_);
        return sink(std::move(record));
      };
      RecordList list(reader_->records(), "application/json", one.time_us, to_stream);
      const auto take = [&](const sdk::Json& record, const std::string& where) { return list.Take(record, where); };
      HELHET_RETURN_IF_ERROR(service_->Read("", kAllPages, host, take));
      HELHET_RETURN_IF_ERROR(list.Finish());
      return Status(list.broken()).WithClass(ErrorClass::kConfiguration);
    };
    return ReadExport(one, reading, [&](const Sink& sink) { return CountsDeviations() ? Count(one, records, sink) : records(sink); });
  }

  // Gives the records of one export, and then what is gone since the one before. Only the last record of them all moves the
  // checkpoint past the export, so that one waits until the next is there.
  Status ReadExport(const Export& one, Reading& reading, const Give& give) {
    const bool backfill = !reading.start.backfill_from().empty();
    std::optional<plugin::v1::Record> last;
    std::set<std::string> keys;
    bool is_whole = true;
    const Sink deliver = [&](plugin::v1::Record record) -> Status {
      if (record.has_fact() && LastDayOf(record.fact()) < reading.start.backfill_from()) return OkStatus();
      if (record.has_fact()) keys.insert(record.natural_key());
      is_whole = is_whole && !record.has_refusal();
      if (last) HELHET_RETURN_IF_ERROR(reading.out.Add(*last, reading.before));
      last = std::move(record);
      return OkStatus();
    };
    HELHET_RETURN_IF_ERROR(give(deliver));
    if (!backfill) HELHET_RETURN_IF_ERROR(withdrawal_.Tell(one, keys, is_whole, reading.position.keys, deliver));
    const std::string after = backfill ? reading.start.checkpoint() : reading.position.ToJson();
    if (last) HELHET_RETURN_IF_ERROR(reading.out.Add(*last, after));
    reading.before = after;
    return OkStatus();
  }

  std::string stream_;
  std::string system_;
  Withdrawal withdrawal_;
  std::optional<ExportReader> reader_;
  sdk::Settings place_;
  std::optional<sdk::JsonService> service_;
};

}  // namespace helhet::compilo

HELHET_CONNECTOR(helhet::compilo::Compilo)
