#include "helhet/folder_connector.h"

#include <optional>
#include <utility>

#include "helhet/fact_day.h"

namespace helhet::sdk {
namespace {

constexpr uint64_t kMebibyte = 1u << 20;

// A sign of life often enough for a hub that waits seconds, seldom enough to cost nothing.
constexpr int kDocumentsPerSign = 500;

Status Report(const DocumentSource& source, const std::string& locator, Host& host) {
  return host.Progress("leser " + locator, static_cast<int64_t>(source.files_read()),
                       static_cast<int64_t>(source.files_to_read()));
}

}  // namespace

void Refuse(const Status& status, plugin::v1::Record& record) {
  auto* refusal = record.mutable_refusal();
  refusal->set_code(status.reason());
  refusal->set_what(status.message());
  refusal->set_remedy(status.remedy());
  record.set_natural_key(record.locator());
  record.clear_business_key();
}

plugin::v1::Record StartRecord(const std::string& stream, FolderDocument& document, const std::string& media_type) {
  plugin::v1::Record record;
  record.set_stream(stream);
  record.set_locator(document.locator);
  record.set_source_time_us(document.source_time_us);
  if (!document.status.ok()) {
    Refuse(document.status, record);
    return record;
  }
  record.set_raw(std::move(document.bytes));
  record.set_raw_media_type(media_type);
  return record;
}

Status FolderConnector::Configure(const Settings& settings) {
  reads_ = Reads(settings);
  if (!reads_) return ConfigureReader(settings);
  HELHET_RETURN_IF_ERROR(DocumentSource::CheckSettings(settings));
  place_ = settings;
  const int64_t limit_mib = settings.Integer("max_document_mib", limits::kDocumentBytes / kMebibyte);
  if (limit_mib < 1 || static_cast<uint64_t>(limit_mib) > limits::kDocumentBytes / kMebibyte) {
    return InvalidArgument("settings.max_document_mib: must be from 1 to 30, but is " + std::to_string(limit_mib))
        .WithReason("setting_out_of_range")
        .WithSetting("settings.max_document_mib")
        .WithRemedy("state a number from 1 to 30, or leave it out")
        .WithClass(ErrorClass::kConfiguration);
  }
  document_limit_bytes_ = static_cast<uint64_t>(limit_mib) * kMebibyte;
  return ConfigureReader(settings);
}

Result<std::string> FolderConnector::Check(Host& host) {
  if (!reads_) return std::string();
  HELHET_ASSIGN_OR_RETURN(const DocumentSource source, Open("", host));
  return DocumentSource::PlaceOf(place_) + ": " + std::to_string(source.files_in_all()) + " filer";
}

Status FolderConnector::Read(const plugin::v1::ReadStart& start, Emitter& out, Host& host) {
  if (!reads_) return OkStatus();
  // A place of files cannot tell dates: a backfill goes through all of it, and leaves the checkpoint where it was.
  const std::string& from_day = start.backfill_from();
  const bool backfill = !from_day.empty();
  HELHET_ASSIGN_OR_RETURN(DocumentSource source, Open(start.full() || backfill ? "" : start.checkpoint(), host));
  std::string before = start.checkpoint();
  int documents = 0;
  while (true) {
    HELHET_ASSIGN_OR_RETURN(std::optional<FolderDocument> document, source.Next());
    if (!document) break;
    if (documents++ % kDocumentsPerSign == 0) HELHET_RETURN_IF_ERROR(Report(source, document->locator, host));
    std::string after = backfill ? start.checkpoint() : std::move(document->checkpoint);
    // Only the last record of a document moves the checkpoint past it, so that one waits until the next is there.
    std::optional<plugin::v1::Record> last;
    HELHET_RETURN_IF_ERROR(ReadDocument(*std::move(document), [&](plugin::v1::Record record) {
      // A refused document has no date to be told by, so it comes along.
      if (record.has_fact() && DayOf(record.fact()) < from_day) return OkStatus();
      if (last) HELHET_RETURN_IF_ERROR(Deliver(*std::move(last), before, out));
      last = std::move(record);
      return OkStatus();
    }));
    if (last) HELHET_RETURN_IF_ERROR(Deliver(*std::move(last), after, out));
    before = std::move(after);
  }
  if (backfill) return OkStatus();
  // Files without a document move the place too; an unchanged folder is to leave no trace.
  if (source.checkpoint() != start.checkpoint()) out.Checkpoint(source.checkpoint());
  return OkStatus();
}

Status FolderConnector::Replay(const plugin::v1::ReadStart& start, Emitter& out, Host&) {
  for (const auto& kept : start.replay()) {
    FolderDocument document;
    document.locator = kept.locator();
    document.bytes = kept.raw();
    document.source_time_us = kept.source_time_us();
    HELHET_RETURN_IF_ERROR(ReadKept(kept.stream(), std::move(document), [&](plugin::v1::Record record) {
      return out.Add(std::move(record), start.checkpoint());
    }));
  }
  return OkStatus();
}

Status FolderConnector::ReadKept(const std::string&, FolderDocument document, const Sink& sink) {
  return ReadDocument(std::move(document), sink);
}

std::string FolderConnector::DayOf(const model::v1::Fact& fact) const { return FactDay(fact); }

Result<DocumentSource> FolderConnector::Open(const std::string& checkpoint, const Host& host) const {
  return DocumentSource::Open(place_, {.checkpoint = checkpoint, .document_limit_bytes = document_limit_bytes_}, host);
}

// A document too large to go with its fact goes ahead in pieces, and the fact refers to it.
Status FolderConnector::Deliver(plugin::v1::Record record, std::string checkpoint, Emitter& out) const {
  if (record.ByteSizeLong() > limits::kRecordBytes) {
    HELHET_ASSIGN_OR_RETURN(*record.mutable_source(), out.AddSource(record.raw(), record.raw_media_type()));
    record.clear_raw();
  }
  if (record.ByteSizeLong() > limits::kRecordBytes) {
    Refuse(InvalidArgument("the fact in the document is more than " + std::to_string(limits::kRecordBytes) + " bytes")
               .WithReason("too_large")
               .WithRemedy("take it out of the folder, and enter it by hand"),
           record);
  }
  return out.Add(std::move(record), std::move(checkpoint));
}

}  // namespace helhet::sdk
