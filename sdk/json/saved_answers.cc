#include "helhet/json/saved_answers.h"

#include <utility>

#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

Status NoAnswer(const std::string& locator, const std::string& why) {
  return Refused("answer_unreadable", locator + ": not a saved answer: " + why,
                      "take the file out of the folder, or correct settings.records");
}

// Only the last record moves the checkpoint past the file.
Status GiveRecords(const Json& records, const FolderDocument& document, const std::string& before, const SavedAnswers::Sink& sink) {
  for (size_t i = 0; i < records.size(); ++i) {
    const SavedPlace place{document.locator + ", record " + std::to_string(i + 1), document.source_time_us,
                           i + 1 == records.size() ? document.checkpoint : before};
    HELHET_RETURN_IF_ERROR(sink(records[i], place));
  }
  return OkStatus();
}

}  // namespace

Result<std::string> SavedAnswers::Check() const {
  HELHET_ASSIGN_OR_RETURN(const FolderSource source, FolderSource::Open({.folder = folder_}));
  return folder_ + ": " + std::to_string(source.files_in_all()) + " filer";
}

Status SavedAnswers::ReadOne(FolderDocument document, const std::string& before, const Sink& sink,
                             const RefusalSink& refused) const {
  const Result<Json> body = document.status.ok() ? ParseJson(document.bytes) : document.status;
  const Json* records = body.ok() ? At(*body, records_path_) : nullptr;
  if (document.status.ok() && !body.ok()) document.status = NoAnswer(document.locator, body.status().message());
  if (body.ok() && (records == nullptr || !records->is_array())) {
    document.status = NoAnswer(document.locator, "no list of records at '" + records_path_ + "'");
  }
  if (!document.status.ok()) return refused(std::move(document));
  return GiveRecords(*records, document, before, sink);
}

Status SavedAnswers::Read(const std::string& checkpoint, const Sink& sink, const RefusalSink& refused) const {
  HELHET_ASSIGN_OR_RETURN(FolderSource source, FolderSource::Open({.folder = folder_, .checkpoint = checkpoint}));
  std::string before = checkpoint;
  while (auto document = source.Next()) {
    const std::string after = document->checkpoint;
    HELHET_RETURN_IF_ERROR(ReadOne(*std::move(document), before, sink, refused));
    before = after;
  }
  return OkStatus();
}

}  // namespace helhet::sdk
