#include "sftp_place.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include "file_refusals.h"
#include "folder_scan.h"
#include "helhet/limits.h"
#include "helhet/utf8.h"

namespace helhet::sdk {
namespace {

// What OpenSSH answers to one request at most.
constexpr size_t kPieceBytes = 128u << 10;
// Files listed between two signs of life.
constexpr size_t kFilesPerSign = 5000;
// Pieces between two signs of life: 8 MiB.
constexpr int kPiecesPerSign = 64;

struct FreeAttributes {
  void operator()(sftp_attributes_struct* attributes) const { sftp_attributes_free(attributes); }
};
using Attributes = std::unique_ptr<sftp_attributes_struct, FreeAttributes>;

Status NoSuchPath(const std::string& path, const std::string& why) {
  return FailedPrecondition("settings.sftp.path: '" + path + "' cannot be read: " + why)
      .WithReason("sftp_path_unreadable")
      .WithSetting("settings.sftp.path")
      .WithRemedy("state a folder that the user may read on the server")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

SftpPlace::SftpPlace(SftpLogin login, std::string path, const Host& host)
    : login_(std::move(login)), path_(std::move(path)), host_(host) {}

Status SftpPlace::Reach() {
  if (session_) return OkStatus();
  HELHET_ASSIGN_OR_RETURN(session_, SftpSession::Open(login_, host_));
  return OkStatus();
}

// A connection that failed is not used again.
Status SftpPlace::Fallen(Status status) {
  if (status.code() == StatusCode::kUnavailable || status.code() == StatusCode::kCancelled) session_.reset();
  return status;
}

Result<std::vector<RemoteFile>> SftpPlace::List() {
  HELHET_RETURN_IF_ERROR(Reach());
  std::vector<RemoteFile> files;
  std::vector<Folder> pending = {{path_, "", 0}};
  while (!pending.empty()) {
    const Folder folder = std::move(pending.back());
    pending.pop_back();
    if (Status status = ListFolder(folder, pending, files); !status.ok()) return Fallen(std::move(status));
  }
  std::sort(files.begin(), files.end(), [](const RemoteFile& a, const RemoteFile& b) { return a.path < b.path; });
  return files;
}

Status SftpPlace::ListFolder(const Folder& folder, std::vector<Folder>& pending, std::vector<RemoteFile>& files) {
  const SftpFolderHandle opened(sftp_opendir(session_->sftp(), folder.path.c_str()));
  if (!opened) {
    const Status why = session_->Trouble(folder.path);
    if (why.code() == StatusCode::kUnavailable || why.code() == StatusCode::kCancelled) return why;
    if (folder.name.empty()) return NoSuchPath(folder.path, why.message());
    if (why.code() == StatusCode::kNotFound) return OkStatus();  // gone since its parent was listed
    files.push_back({.path = folder.path, .name = folder.name, .refusal = UnreadableFile(folder.name, why.message())});
    return OkStatus();
  }
  HELHET_RETURN_IF_ERROR(Report(files.size()));
  while (const Attributes entry{sftp_readdir(session_->sftp(), opened.get())}) {
    session_->Heard();
    HELHET_RETURN_IF_ERROR(See(folder, *entry, pending, files));
    if (!files.empty() && files.size() % kFilesPerSign == 0) HELHET_RETURN_IF_ERROR(Report(files.size()));
  }
  return sftp_dir_eof(opened.get()) != 0 ? OkStatus() : session_->Trouble(folder.path);
}

Status SftpPlace::Report(size_t files) const { return host_.Progress("leser " + login_.host, static_cast<int64_t>(files)); }

Status SftpPlace::See(const Folder& folder, const sftp_attributes_struct& entry, std::vector<Folder>& pending,
                      std::vector<RemoteFile>& files) {
  const std::string name = entry.name == nullptr ? "" : entry.name;
  if (IsPassedOver(name)) return OkStatus();
  const std::string path = folder.path.ends_with('/') ? folder.path + name : folder.path + "/" + name;
  if (entry.type == SSH_FILEXFER_TYPE_DIRECTORY) {
    if (folder.depth < limits::kFolderDepth) {
      pending.push_back({path, folder.name + CleanUtf8(name) + "/", folder.depth + 1});
    } else {
      files.push_back({.path = path, .name = folder.name + CleanUtf8(name),
                       .refusal = UnreadableFile(path, "it lies too many folders down")});
    }
  } else if (entry.type == SSH_FILEXFER_TYPE_REGULAR) {
    files.push_back({.path = path, .name = folder.name + CleanUtf8(name), .mtime_s = entry.mtime,
                     .size_bytes = entry.size, .refusal = {}});
  }
  if (files.size() + pending.size() <= limits::kRemoteFiles) return OkStatus();
  return ResourceExhausted(login_.host + ": more than " + std::to_string(limits::kRemoteFiles) + " files")
      .WithReason("too_many_files")
      .WithSetting("settings.sftp.path")
      .WithRemedy("move read files to another folder on the server, or state a folder further down")
      .WithClass(ErrorClass::kConfiguration);
}

Result<Fetched> SftpPlace::Fetch(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) {
  const bool stood_idle = session_ != nullptr;
  HELHET_RETURN_IF_ERROR(Reach());
  // Until now nothing was asked for.
  session_->Heard();
  const uint64_t had_bytes = spool.size_bytes();
  Result<Fetched> fetched = Transfer(file, limit_bytes, spool);
  if (fetched.ok()) return fetched;
  const Status status = Fallen(fetched.status());
  const bool fell_idle = stood_idle && status.code() == StatusCode::kUnavailable && spool.size_bytes() == had_bytes;
  if (!fell_idle) return status;
  // While a document before it was read, which may take minutes, the host or the tunnel gave the connection up.
  HELHET_RETURN_IF_ERROR(Reach());
  fetched = Transfer(file, limit_bytes, spool);
  return fetched.ok() ? fetched : Result<Fetched>(Fallen(fetched.status()));
}

Result<Fetched> SftpPlace::Transfer(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) {
  const SftpFileHandle opened(sftp_open(session_->sftp(), file.path.c_str(), O_RDONLY, 0));
  if (!opened) {
    const Status why = session_->Trouble(file.path);
    if (why.code() == StatusCode::kNotFound) return Changed(file);
    if (why.code() == StatusCode::kPermissionDenied) return UnreadableFile(file.name, why.message());
    return why;
  }
  HELHET_ASSIGN_OR_RETURN(const bool as_listed, IsAsListed(file));
  if (!as_listed) return Changed(file);
  if (sftp_seek64(opened.get(), spool.size_bytes()) != 0) return session_->Trouble(file.path);
  std::string piece(kPieceBytes, '\0');
  for (int pieces = 0;; ++pieces) {
    if (pieces % kPiecesPerSign == 0) {
      HELHET_RETURN_IF_ERROR(host_.Progress("henter " + file.name, static_cast<int64_t>(spool.size_bytes()),
                                            static_cast<int64_t>(file.size_bytes.value_or(0))));
    }
    const ssize_t got = sftp_read(opened.get(), piece.data(), piece.size());
    if (got < 0) return session_->Trouble(file.path);
    if (got == 0) break;
    session_->Heard();
    HELHET_RETURN_IF_ERROR(spool.Append(std::string_view(piece).substr(0, static_cast<size_t>(got))));
    if (spool.size_bytes() > limit_bytes) return FileTooLarge(file.name, spool.size_bytes(), limit_bytes);
  }
  HELHET_ASSIGN_OR_RETURN(const bool still_as_listed, IsAsListed(file));
  return still_as_listed && spool.size_bytes() == file.size_bytes ? Fetched::kWhole : Changed(file);
}

Fetched SftpPlace::Changed(const RemoteFile& file) const {
  host_.Log(HELHET_LOG_INFO, "file_left_for_next_read " + file.name + " why=\"it was written to or taken away since it was listed\"");
  return Fetched::kChanged;
}

// Looked at by name rather than by the open file: a file that was replaced is another.
Result<bool> SftpPlace::IsAsListed(const RemoteFile& file) const {
  const Attributes now(sftp_stat(session_->sftp(), file.path.c_str()));
  if (now) return now->mtime == file.mtime_s && now->size == file.size_bytes;
  Status why = session_->Trouble(file.path);
  return why.code() == StatusCode::kNotFound ? Result<bool>(false) : Result<bool>(std::move(why));
}

}  // namespace helhet::sdk
