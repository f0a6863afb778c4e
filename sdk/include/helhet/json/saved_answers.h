// Answers of a service that were saved as files, read in its place: to try a mapping out, and for services that deliver
// files.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "helhet/folder_source.h"
#include "helhet/json/json_record.h"
#include "helhet/status.h"

namespace helhet::sdk {

// Where a record of a saved answer stands.
struct SavedPlace {
  std::string where;       // `mars.json, record 17`
  int64_t time_us = 0;     // when the file was last modified
  std::string checkpoint;  // where a later read begins once the record is stored
};

class SavedAnswers {
 public:
  // The files of a folder, each an answer with its records at `records_path`.
  SavedAnswers(std::string folder, std::string records_path)
      : folder_(std::move(folder)), records_path_(std::move(records_path)) {}

  Result<std::string> Check() const;
  using Sink = std::function<Status(const Json& record, const SavedPlace& place)>;
  // Takes a file that cannot be had or is no answer, with the reason as its status.
  using RefusalSink = std::function<Status(FolderDocument document)>;
  // Gives the records of one file, whose own checkpoint only the last one has; the others have `before`.
  Status ReadOne(FolderDocument document, const std::string& before, const Sink& sink, const RefusalSink& refused) const;
  // Gives the records of files that came since the checkpoint.
  Status Read(const std::string& checkpoint, const Sink& sink, const RefusalSink& refused) const;

 private:
  std::string folder_;
  std::string records_path_;
};

}  // namespace helhet::sdk
