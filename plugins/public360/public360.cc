// Public 360: documents of the archive as facts, those that were changed since the last read, and A3s filed in it, by SIF,
// the service that the product has for other systems.
#include <optional>

#include "archived_document.h"
#include "document_list.h"
#include "filing.h"
#include "helhet/connector.h"
#include "helhet/fact_day.h"
#include "helhet/folder_connector.h"
#include "helhet/json/saved_answers.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "sif_service.h"

namespace helhet::public360 {
namespace {

// Where a later read begins, {"last_date":"2024-03-01T10:00:00"}: as Public 360 wrote it, and wants it back.
Result<std::string> LastDateOf(const std::string& checkpoint) {
  if (checkpoint.empty()) return std::string();
  const Result<Json> parsed = sdk::ParseJson(checkpoint);
  if (parsed.ok() && parsed->is_object() && parsed->contains("last_date") && (*parsed)["last_date"].is_string()) {
    return (*parsed)["last_date"].get<std::string>();
  }
  return FailedPrecondition("checkpoint: not a place in an archive: " + sdk::Quoted(checkpoint))
      .WithReason("checkpoint_unreadable")
      .WithRemedy("run the connector with a full read")
      .WithClass(ErrorClass::kHub);
}

}  // namespace

class Public360 : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(reader_, DocumentReader::From(settings));
    HELHET_ASSIGN_OR_RETURN(list_, DocumentList::From(settings, reader_.needs_files()));
    HELHET_ASSIGN_OR_RETURN(filing_, Filing::From(settings));
    const std::string folder = settings.Text("folder", "");
    if (folder.empty() == settings.Text("address", "").empty()) {
      return sdk::SettingInvalid("address", "state either address or folder", "state address: where Public 360 answers");
    }
    if (!folder.empty()) {
      saved_.emplace(folder, "Documents");
      return OkStatus();
    }
    HELHET_ASSIGN_OR_RETURN(SifService sif, SifService::From(settings));
    sif_.emplace(std::move(sif));
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    if (saved_) return saved_->Check();
    HELHET_ASSIGN_OR_RETURN(const int64_t documents, list_.Count(*sif_, host));
    return sif_->address() + ": " + std::to_string(documents) + " dokumenter";
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "archive_document"}});
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    const bool backfill = !start.backfill_from().empty();
    const std::string from = start.full() || backfill ? "" : start.checkpoint();
    if (saved_) return ReadSaved(start, from, out);
    HELHET_ASSIGN_OR_RETURN(const std::string last_date, LastDateOf(from));
    // A read that breaks off begins again where it began: no part of it says what was changed on the others meanwhile.
    HELHET_ASSIGN_OR_RETURN(const std::string next_date, list_.Read(last_date, *sif_, host, [&](const Json& document) {
      return Deliver(reader_.Read(document, "", host.now_us()), start.backfill_from(), start.checkpoint(), out);
    }));
    if (!backfill && next_date != last_date) out.Checkpoint(Json{{"last_date", next_date}}.dump());
    return OkStatus();
  }

  Status Replay(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    for (const auto& kept : start.replay()) {
      const Result<Json> document = sdk::ParseJson(kept.raw());
      HELHET_RETURN_IF_ERROR(out.Add(reader_.Read(document.ok() ? *document : Json(), kept.locator(), kept.source_time_us()), start.checkpoint()));
    }
    return OkStatus();
  }

  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, sdk::Host& host) override {
    if (sif_) return filing_.File(request, *sif_, host);
    return FailedPrecondition("settings.folder: saved answers are read, and nothing is filed in them")
        .WithReason("filing_not_set_up")
        .WithSetting("settings.address")
        .WithRemedy("state address: where Public 360 answers")
        .WithClass(ErrorClass::kConfiguration);
  }

 private:
  // A document counts until it is gone, so that a backfill goes through all of them.
  static Status Deliver(const plugin::v1::Record& record, const std::string& from_day, std::string checkpoint, sdk::Emitter& out) {
    if (record.has_fact() && sdk::FactDay(record.fact()) < from_day) return OkStatus();
    return out.Add(record, std::move(checkpoint));
  }

  Status ReadSaved(const plugin::v1::ReadStart& start, const std::string& from, sdk::Emitter& out) {
    const bool backfill = !start.backfill_from().empty();
    const auto after = [&](const std::string& checkpoint) { return backfill ? start.checkpoint() : checkpoint; };
    return saved_->Read(
        from,
        [&](const Json& document, const sdk::SavedPlace& place) {
          return Deliver(reader_.Read(document, place.where, place.time_us), start.backfill_from(), after(place.checkpoint), out);
        },
        [&](sdk::FolderDocument file) {
          // Not kept: what access codes withhold is not told from the rest in a file that cannot be read.
          return out.Add(sdk::StartRecord(kStream, file, "application/json"), after(file.checkpoint));
        });
  }

  DocumentReader reader_;
  DocumentList list_;
  Filing filing_;
  std::optional<SifService> sif_;
  std::optional<sdk::SavedAnswers> saved_;
};

}  // namespace helhet::public360

HELHET_CONNECTOR(helhet::public360::Public360)
