// Documents from where the settings say: a folder, an SFTP server, or an HTTPS server. A plugin that reads files is
// this source, a parser, and a mapping.
//
//   HELHET_ASSIGN_OR_RETURN(auto source, sdk::DocumentSource::Open(settings, {.checkpoint = start.checkpoint()}, host));
//   while (true) {
//     HELHET_ASSIGN_OR_RETURN(std::optional<sdk::FolderDocument> document, source.Next());
//     if (!document) break;
//     …
//   }
//
// The settings, exactly one of them, are the same for every plugin; sdk/cmake/document_source.schema.json is their
// schema, which a plugin's manifest repeats and the build compares:
//
//   folder: /srv/innboks                       see folder_source.h
//   sftp:   {address: sftp://host:22, user, path, host_key}
//           secrets: password, private_key, private_key_passphrase
//   https:  {index: https://host/liste.json, headers, user, ca_file}
//           secrets: password (with user), token (as Bearer)
//
// A manifest asks for: read_paths settings.folder, settings.https.ca_file; hosts settings.sftp.address,
// settings.https.index.
//
// A remote file is fetched whole to a nameless temporary file, then read as a file of a folder is: zip files give their
// entries. A transfer that is cut off goes on where it was: as often as a connection brings a megabyte, five times beside
// that. What is new is told by (time, size, path) in the listing: a file that is written to while it is read, or in the ten
// seconds before, is left for the next read.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "helhet/connector.h"
#include "helhet/folder_source.h"
#include "helhet/limits.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

// The documents that the place holds at the time of Open. Not thread-safe; holds one file open at a time.
class DocumentSource {
 public:
  struct Options {
    // Checkpoint of the last stored document. Empty means from the beginning.
    std::string checkpoint;
    // A larger document is refused without being loaded, and without being fetched when its size is listed.
    uint64_t document_limit_bytes = limits::kDocumentBytes;
    // Gives each document as a reader instead of its bytes. State a limit for it too: kStreamedDocumentBytes. A remote
    // file lies on the hub's disk until its last reader is gone.
    bool stream_documents = false;
    // Which files are read, by their names below the place; null for all. The others are not opened, and not fetched: for
    // a second look at a place, without a checkpoint, as these files are missing in the checkpoints that it gives.
    std::function<bool(const std::string& file)> wants_file;
  };

  // For Configure: whether the settings name one place, in full. INVALID_ARGUMENT naming the setting. Touches nothing.
  static Status CheckSettings(const Settings& settings);
  // The place for a person: `/srv/innboks`, `sftp://host/ut`.
  static std::string PlaceOf(const Settings& settings);

  // Lists the place. `host` outlives the source. Errors beside those of FolderSource::Open:
  //   FAILED_PRECONDITION  the SFTP host has another key; a certificate is not trusted; the path or index is not there
  //   UNAUTHENTICATED      the login is refused
  //   UNAVAILABLE          nobody answers; RESOURCE_EXHAUSTED: asked to wait, or too many files
  static Result<DocumentSource> Open(const Settings& settings, const Options& options, const Host& host);

  DocumentSource(DocumentSource&&) noexcept;
  DocumentSource& operator=(DocumentSource&&) noexcept;
  ~DocumentSource();

  // The next document; none at the end. An error ends the read: what came before it stays read.
  Result<std::optional<FolderDocument>> Next();

  // As in FolderSource.
  std::string checkpoint() const;
  size_t files_in_all() const;
  size_t files_to_read() const;
  size_t files_read() const;

 private:
  struct State;
  explicit DocumentSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace helhet::sdk
