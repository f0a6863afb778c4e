// One SSH connection with its SFTP channel: connected, the host's key checked, logged in. Part of document_source.
#pragma once

#include <libssh/sftp.h>

#include <memory>
#include <string>

#include "helhet/connector.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "tunnel.h"

namespace helhet::sdk {

// Where to log in and as whom.
struct SftpLogin {
  std::string host;
  uint16_t port = 22;
  std::string user;
  // The key that the host must have: `ssh-ed25519 AAAA…`, a line of known_hosts, or its fingerprint `SHA256:…`.
  std::string host_key;
  // Either or both; the key is tried first.
  Secret password;
  Secret private_key;
  Secret private_key_passphrase;
  std::string proxy_socket;
};

class SftpSession {
 public:
  // Connects and logs in. FAILED_PRECONDITION when the host has another key or the private key cannot be read;
  // UNAUTHENTICATED when the login is refused; UNAVAILABLE when nobody answers; CANCELLED.
  static Result<std::unique_ptr<SftpSession>> Open(const SftpLogin& login, const Host& host);
  ~SftpSession();
  SftpSession(const SftpSession&) = delete;
  SftpSession& operator=(const SftpSession&) = delete;

  sftp_session sftp() const { return sftp_; }
  // Says that the host was heard.
  void Heard() { tunnel_->Heard(); }
  // The last thing that failed, as a status: `what` names it. UNAVAILABLE unless the host gave a reason of its own:
  // NOT_FOUND or PERMISSION_DENIED.
  Status Trouble(const std::string& what) const;

 private:
  SftpSession() = default;
  Status Connect(const SftpLogin& login);

  std::unique_ptr<Tunnel> tunnel_;
  ssh_session ssh_ = nullptr;
  sftp_session sftp_ = nullptr;
};

struct CloseSftpFolder {
  void operator()(sftp_dir_struct* folder) const { sftp_closedir(folder); }
};
using SftpFolderHandle = std::unique_ptr<sftp_dir_struct, CloseSftpFolder>;
struct CloseSftpFile {
  void operator()(sftp_file_struct* file) const { sftp_close(file); }
};
using SftpFileHandle = std::unique_ptr<sftp_file_struct, CloseSftpFile>;

}  // namespace helhet::sdk
