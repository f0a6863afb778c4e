// Documents to a folder on an SFTP server.
#include <fcntl.h>

#include <algorithm>
#include <optional>

#include "document_target.h"

namespace helhet::sdk {
namespace {

// What every server takes in one request (draft-ietf-secsh-filexfer-02 section 3: 34,000 bytes with its head).
constexpr size_t kPieceBytes = 32u << 10;

Status Refused(Status why) {
  if (why.code() == StatusCode::kUnavailable || why.code() == StatusCode::kCancelled) return why;
  return FailedPrecondition(why.message()).WithReason("folder_not_writable").WithSetting("settings.sftp_write_folder")
      .WithRemedy("state a folder that is there and that the user may write in").WithClass(ErrorClass::kConfiguration);
}

class SftpTarget : public DocumentTarget {
 public:
  SftpTarget(SftpLogin login, std::string folder, bool replace) : login_(std::move(login)), folder_(std::move(folder)), replace_(replace) {}

  Result<std::string> Check(const Host& host) override {
    HELHET_ASSIGN_OR_RETURN(const auto session, SftpSession::Open(login_, host));
    const SftpFolderHandle folder(sftp_opendir(session->sftp(), folder_.c_str()));
    if (!folder) return Refused(session->Trouble(folder_));
    return login_.host + ": " + folder_ + " er der";
  }

  Result<plugin::v1::WriteResponse> Store(const plugin::v1::WriteRequest& request, const Host& host) override {
    HELHET_ASSIGN_OR_RETURN(const std::string name, FileNameOf(request));
    HELHET_ASSIGN_OR_RETURN(const auto session, SftpSession::Open(login_, host));
    const std::string path = folder_ + "/" + name;
    const std::string where = "sftp://" + login_.host + "/" + path;
    HELHET_ASSIGN_OR_RETURN(const auto there, BytesOf(*session, path, request.body().size()));
    if (there == request.body()) return ReceiptFor(request, where);
    if (there && !replace_) return AnotherDocument(where);
    const std::string unfinished = folder_ + "/" + UnfinishedName(name, request);
    HELHET_RETURN_IF_ERROR(Put(*session, unfinished, request.body(), host));
    // OpenSSH renames over what stands there, other servers do not.
    if (sftp_rename(session->sftp(), unfinished.c_str(), path.c_str()) != SSH_OK) {
      if (there) sftp_unlink(session->sftp(), path.c_str());
      if (sftp_rename(session->sftp(), unfinished.c_str(), path.c_str()) != SSH_OK) return Refused(session->Trouble(where));
    }
    return ReceiptFor(request, where);
  }

 private:
  // The bytes of a file, or more than `most` of them; none when there is no such file.
  static Result<std::optional<std::string>> BytesOf(SftpSession& session, const std::string& path, size_t most) {
    const SftpFileHandle file(sftp_open(session.sftp(), path.c_str(), O_RDONLY, 0));
    if (!file) {
      const Status why = session.Trouble(path);
      if (why.code() == StatusCode::kNotFound) return std::optional<std::string>();
      return Refused(why);
    }
    std::string bytes, piece(kPieceBytes, '\0');
    while (bytes.size() <= most) {
      const ssize_t read = sftp_read(file.get(), piece.data(), piece.size());
      if (read < 0) return session.Trouble(path);
      if (read == 0) break;
      session.Heard();
      bytes.append(piece, 0, static_cast<size_t>(read));
    }
    return std::optional<std::string>(std::move(bytes));
  }

  static Status Put(SftpSession& session, const std::string& path, const std::string& bytes, const Host& host) {
    SftpFileHandle file(sftp_open(session.sftp(), path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0640));
    if (!file) return Refused(session.Trouble(path));
    for (size_t at = 0; at < bytes.size(); at += kPieceBytes) {
      const size_t length = std::min(kPieceBytes, bytes.size() - at);
      if (sftp_write(file.get(), bytes.data() + at, length) != static_cast<ssize_t>(length)) return session.Trouble(path);
      session.Heard();
      HELHET_RETURN_IF_ERROR(host.Progress("sender " + path, static_cast<int64_t>(at + length), static_cast<int64_t>(bytes.size())));
    }
    // Where the server can say that it is on its disk, it does; closing tells whether it was taken.
    if (sftp_extension_supported(session.sftp(), "fsync@openssh.com", "1") != 0 && sftp_fsync(file.get()) != SSH_OK) return session.Trouble(path);
    return sftp_close(file.release()) == SSH_OK ? OkStatus() : session.Trouble(path);
  }

  const SftpLogin login_;
  const std::string folder_;
  const bool replace_;
};

}  // namespace

std::unique_ptr<DocumentTarget> MakeSftpTarget(SftpLogin login, std::string folder, bool replace) {
  return std::make_unique<SftpTarget>(std::move(login), std::move(folder), replace);
}

}  // namespace helhet::sdk
