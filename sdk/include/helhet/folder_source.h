// Documents from a folder: its files, those of folders below it, and the entries of zip files in it, each
// once. A plugin that reads files is this source, a parser, and a mapping.
//
// What is new is told by the file system's change time (ctime), which no copying program can set back: a
// file that is moved in, written again or renamed gets a new one. Documents come in the order of (change
// time, path, zip entry), and the checkpoint after a document is that position, so that a read resumes in
// the middle of a zip file. A whole folder that is moved in keeps the times of its files; then the change
// times of folders count too, and what lies beside the moved files may be read once more.
//
// Not read: hidden files, names that end in .tmp or .part (a writer is not done), symbolic links, devices.
// A clock that is set back hides files written before it catches up; a full read finds them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "helhet/document_reader.h"
#include "helhet/limits.h"
#include "helhet/status.h"

namespace helhet::sdk {

// Whether a name says that the file is a zip file.
bool IsZipName(std::string_view name);

// One document, or why it cannot be had.
struct FolderDocument {
  // Where it lies, relative to the folder, clean UTF-8: `2023/april.zip!faktura-17.xml`.
  std::string locator;
  // Its content. Empty when `status` is not OK, and where documents are streamed.
  std::string bytes;
  // Its content where documents are streamed (`stream_documents`); null otherwise, and when `status` is not OK.
  // May be kept beyond the source.
  std::shared_ptr<DocumentReader> reader;
  // When the file, or the zip file around it, was last modified, microseconds since 1970 UTC.
  int64_t source_time_us = 0;
  // Where a later read begins once this document is stored, JSON text.
  std::string checkpoint;
  // Not OK for a document that is refused, with a code as reason: too_large, unreadable, zip_bomb,
  // zip_corrupt, zip_encrypted, zip_in_zip, zip_unsupported. Of all but an unreadable one the message tells size
  // and SHA-256 of the file, or of the zip file around it, as its bytes are not kept. Reading goes on after it.
  Status status;
};

struct FolderSourceOptions {
  // Folder to read.
  std::string folder;
  // Setting that named it, for messages.
  std::string setting = "settings.folder";
  // Checkpoint of the last stored document. Empty means from the beginning.
  std::string checkpoint;
  // A larger document is refused without being loaded.
  uint64_t document_limit_bytes = limits::kDocumentBytes;
  // Gives each document as a reader instead of its bytes. State a limit for it too: kStreamedDocumentBytes.
  bool stream_documents = false;
  // Which files are read, by their names below the folder; null for all. See DocumentSource::Options.
  std::function<bool(const std::string& file)> wants_file;
  // The clock that stamps files, nanoseconds since 1970. Tests set it; null is the system's.
  int64_t (*now_ns)() = nullptr;
};

// The documents that a folder holds at the time of Open. Not thread-safe; holds one file open at a time.
class FolderSource {
 public:
  // Lists the folder. FAILED_PRECONDITION, naming the setting, when there is no such folder or it cannot be
  // read, or when the checkpoint is none of this class's. Waits a few milliseconds, once, when a file was
  // changed in the clock tick under way: only past ticks are safe from a second change with an equal time.
  static Result<FolderSource> Open(const FolderSourceOptions& options);

  FolderSource(FolderSource&&) noexcept;
  FolderSource& operator=(FolderSource&&) noexcept;
  ~FolderSource();

  // The next document; none at the end. A file that vanished or changed since Open is left for the next
  // read, which sees its new time.
  std::optional<FolderDocument> Next();

  // Where a later read begins when every document so far is stored. Ask after the end: files that hold no
  // document and folders that came and went move it too.
  std::string checkpoint() const;
  // Files of the folder, those already read included; and those that this read has to go through.
  size_t files_in_all() const;
  size_t files_to_read() const;
  // Files gone through so far.
  size_t files_read() const;

 private:
  struct State;
  explicit FolderSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace helhet::sdk
