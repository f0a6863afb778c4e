#include "helhet/document_source.h"

#include <utility>
#include <variant>

#include "document_settings.h"
#include "https_place.h"
#include "remote_source.h"
#include "sftp_place.h"

namespace helhet::sdk {

struct DocumentSource::State {
  std::variant<FolderSource, RemoteSource> source;
};

Status DocumentSource::CheckSettings(const Settings& settings) { return ReadPlaceSettings(settings).status(); }

std::string DocumentSource::PlaceOf(const Settings& settings) {
  if (settings.Has("sftp")) return settings.Text("sftp.address", "") + " " + settings.Text("sftp.path", ".");
  if (settings.Has("https")) return settings.Text("https.index", "");
  return settings.Text("folder", "");
}

Result<DocumentSource> DocumentSource::Open(const Settings& settings, const Options& options, const Host& host) {
  HELHET_ASSIGN_OR_RETURN(PlaceSettings place, ReadPlaceSettings(settings));
  if (auto* folder = std::get_if<FolderSourceOptions>(&place)) {
    folder->checkpoint = options.checkpoint;
    folder->document_limit_bytes = options.document_limit_bytes;
    folder->stream_documents = options.stream_documents;
    folder->wants_file = options.wants_file;
    HELHET_ASSIGN_OR_RETURN(FolderSource source, FolderSource::Open(*folder));
    return DocumentSource(std::make_unique<State>(State{std::move(source)}));
  }
  std::unique_ptr<RemotePlace> remote;
  if (auto* sftp = std::get_if<SftpFolder>(&place)) {
    remote = std::make_unique<SftpPlace>(std::move(sftp->login), std::move(sftp->path), host);
  } else {
    remote = std::make_unique<HttpsPlace>(std::get<HttpsIndex>(std::move(place)), host);
  }
  const DocumentForm form = {options.document_limit_bytes, options.stream_documents};
  HELHET_ASSIGN_OR_RETURN(RemoteSource source, RemoteSource::Open(std::move(remote), options.checkpoint, form, host.now_us(), options.wants_file));
  return DocumentSource(std::make_unique<State>(State{std::move(source)}));
}

DocumentSource::DocumentSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentSource::DocumentSource(DocumentSource&&) noexcept = default;
DocumentSource& DocumentSource::operator=(DocumentSource&&) noexcept = default;
DocumentSource::~DocumentSource() = default;

Result<std::optional<FolderDocument>> DocumentSource::Next() {
  if (auto* folder = std::get_if<FolderSource>(&state_->source)) return folder->Next();
  return std::get<RemoteSource>(state_->source).Next();
}

std::string DocumentSource::checkpoint() const {
  return std::visit([](const auto& source) { return source.checkpoint(); }, state_->source);
}
size_t DocumentSource::files_in_all() const {
  return std::visit([](const auto& source) { return source.files_in_all(); }, state_->source);
}
size_t DocumentSource::files_to_read() const {
  return std::visit([](const auto& source) { return source.files_to_read(); }, state_->source);
}
size_t DocumentSource::files_read() const {
  return std::visit([](const auto& source) { return source.files_read(); }, state_->source);
}

}  // namespace helhet::sdk
