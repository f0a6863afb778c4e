// The documents of a remote place, each once. Part of document_source.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "file_reader.h"
#include "helhet/folder_source.h"
#include "remote_place.h"
#include "remote_position.h"

namespace helhet::sdk {

// Reads what a place lists, in the order of (time, place in the listing). One file at a time lies on disk, and those
// whose streams are kept.
class RemoteSource {
 public:
  // Lists the place. Files written in the last seconds before `now_us` are left for the next read, for they may be on
  // their way still, and those that `wants_file` does not want, by their names, are passed over. Errors of the place;
  // FAILED_PRECONDITION when the checkpoint is none of this class's.
  static Result<RemoteSource> Open(std::unique_ptr<RemotePlace> place, const std::string& checkpoint, DocumentForm form,
                                   int64_t now_us, const std::function<bool(const std::string& file)>& wants_file = nullptr);

  // The next document; none at the end. An error ends the read.
  Result<std::optional<FolderDocument>> Next();

  std::string checkpoint() const { return position_.ToJson(); }
  size_t files_in_all() const { return files_in_all_; }
  size_t files_to_read() const { return files_.size(); }
  size_t files_read() const { return next_; }

 private:
  RemoteSource() = default;
  void TakeUnread(std::vector<RemoteFile> listed);
  Result<std::optional<FolderDocument>> OpenNext();
  std::optional<FolderDocument> NextOfFile();
  Result<std::optional<Descriptor>> Bring(const RemoteFile& file, uint64_t limit_bytes);
  FolderDocument Document(const RemoteFile& file, FileDocument content);
  void Finish(const RemoteFile& file);

  std::unique_ptr<RemotePlace> place_;
  RemotePosition position_;
  DocumentForm form_;
  size_t files_in_all_ = 0;
  std::vector<RemoteFile> files_;  // to read
  size_t next_ = 0;                // of files_
  std::optional<FileReader> reader_;  // of the file before next_, while it holds more documents
};

}  // namespace helhet::sdk
