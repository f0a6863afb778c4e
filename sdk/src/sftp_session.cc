#include "sftp_session.h"

#include <fcntl.h>

#include "sftp_host_key.h"

namespace helhet::sdk {
namespace {

constexpr long kTimeoutSeconds = 30;

Status LoginRefused(const SftpLogin& login, const std::string& why) {
  return Status(StatusCode::kUnauthenticated, login.host + ": '" + login.user + "' is not let in: " + why)
      .WithReason("sftp_login_refused")
      .WithSetting("settings.sftp.user")
      .WithRemedy("check the user and its password or private key with whoever runs the server")
      .WithClass(ErrorClass::kConfiguration);
}

Status LogInWithKey(ssh_session ssh, const SftpLogin& login) {
  const std::string passphrase = login.private_key_passphrase.reveal();
  // A key that was pasted may lack its last line break, which libssh insists on.
  const std::string text = login.private_key.reveal() + "\n";
  ssh_key key = nullptr;
  if (ssh_pki_import_privkey_base64(text.c_str(), passphrase.c_str(), nullptr, nullptr, &key) != SSH_OK) {
    return FailedPrecondition("secrets.private_key: not a private key that can be read with the stated passphrase")
        .WithReason("private_key_unreadable")
        .WithSetting("secrets.private_key")
        .WithRemedy("state the whole file, from -----BEGIN to -----END, and its passphrase if it has one")
        .WithClass(ErrorClass::kConfiguration);
  }
  const int outcome = ssh_userauth_publickey(ssh, nullptr, key);
  ssh_key_free(key);
  return outcome == SSH_AUTH_SUCCESS ? OkStatus() : LoginRefused(login, "the host does not accept the private key");
}

// Many hosts ask for the password as a question instead.
int AnswerWithPassword(ssh_session ssh, const std::string& password) {
  int outcome = ssh_userauth_kbdint(ssh, nullptr, nullptr);
  while (outcome == SSH_AUTH_INFO) {
    for (int i = 0; i < ssh_userauth_kbdint_getnprompts(ssh); ++i) {
      ssh_userauth_kbdint_setanswer(ssh, static_cast<unsigned>(i), password.c_str());
    }
    outcome = ssh_userauth_kbdint(ssh, nullptr, nullptr);
  }
  return outcome;
}

Status LogInWithPassword(ssh_session ssh, const SftpLogin& login) {
  const std::string password = login.password.reveal();
  if (ssh_userauth_password(ssh, nullptr, password.c_str()) == SSH_AUTH_SUCCESS) return OkStatus();
  const bool asks = (ssh_userauth_list(ssh, nullptr) & SSH_AUTH_METHOD_INTERACTIVE) != 0;
  if (asks && AnswerWithPassword(ssh, password) == SSH_AUTH_SUCCESS) return OkStatus();
  return LoginRefused(login, "the host does not accept the password");
}

Status LogIn(ssh_session ssh, const SftpLogin& login) {
  Status status = LoginRefused(login, "neither a password nor a private key is stated");
  if (!login.private_key.empty()) status = LogInWithKey(ssh, login);
  if (!status.ok() && !login.password.empty()) status = LogInWithPassword(ssh, login);
  return status;
}

void SetOptions(ssh_session ssh, const SftpLogin& login) {
  const bool off = false;
  const unsigned port = login.port;
  // Nothing is taken from files of the machine: what is stated in the settings is all there is.
  ssh_options_set(ssh, SSH_OPTIONS_PROCESS_CONFIG, &off);
  ssh_options_set(ssh, SSH_OPTIONS_SSH_DIR, "/nonexistent");
  ssh_options_set(ssh, SSH_OPTIONS_HOST, login.host.c_str());
  ssh_options_set(ssh, SSH_OPTIONS_PORT, &port);
  ssh_options_set(ssh, SSH_OPTIONS_USER, login.user.c_str());
  ssh_options_set(ssh, SSH_OPTIONS_TIMEOUT, &kTimeoutSeconds);
  ssh_options_set(ssh, SSH_OPTIONS_HOSTKEYS, HostKeyPreference(login.host_key).c_str());
}

}  // namespace

Result<std::unique_ptr<SftpSession>> SftpSession::Open(const SftpLogin& login, const Host& host) {
  plugin::v1::Acquire acquire;
  acquire.set_host(login.host);
  HELHET_RETURN_IF_ERROR(host.Acquire(acquire));
  HELHET_RETURN_IF_ERROR(host.Progress("kobler til " + login.host));
  std::unique_ptr<SftpSession> session(new SftpSession);
  HELHET_ASSIGN_OR_RETURN(session->tunnel_,
                          Tunnel::Open({.host = login.host, .port = login.port, .proxy_socket = login.proxy_socket}, host));
  HELHET_RETURN_IF_ERROR(session->Connect(login));
  return session;
}

Status SftpSession::Connect(const SftpLogin& login) {
  ssh_ = ssh_new();
  SetOptions(ssh_, login);
  // libssh closes what it is given, and so does libcurl.
  socket_t descriptor = fcntl(tunnel_->descriptor(), F_DUPFD_CLOEXEC, 0);
  ssh_options_set(ssh_, SSH_OPTIONS_FD, &descriptor);
  if (ssh_connect(ssh_) != SSH_OK) return Trouble(login.host + ": no SSH connection");
  // Before anything secret is sent.
  HELHET_RETURN_IF_ERROR(CheckHostKey(ssh_, login.host, login.host_key));
  if (Status status = LogIn(ssh_, login); !status.ok()) {
    // A connection that broke is no verdict on who asks.
    return ssh_is_connected(ssh_) != 0 && tunnel_->status().ok() ? status : Trouble(login.host + ": no login");
  }
  sftp_ = sftp_new(ssh_);
  if (sftp_ == nullptr || sftp_init(sftp_) != SSH_OK) return Trouble(login.host + ": no SFTP on this host");
  Heard();
  return OkStatus();
}

SftpSession::~SftpSession() {
  if (sftp_ != nullptr) sftp_free(sftp_);
  if (ssh_ != nullptr) {
    ssh_disconnect(ssh_);
    ssh_free(ssh_);
  }
}

Status SftpSession::Trouble(const std::string& what) const {
  HELHET_RETURN_IF_ERROR(tunnel_->status());
  const int code = sftp_ != nullptr && ssh_is_connected(ssh_) != 0 ? sftp_get_error(sftp_) : SSH_FX_OK;
  if (code == SSH_FX_NO_SUCH_FILE || code == SSH_FX_NO_SUCH_PATH) return NotFound(what + ": not there");
  if (code == SSH_FX_PERMISSION_DENIED) return PermissionDenied(what + ": the host does not allow it");
  return Unavailable(what + ": " + ssh_get_error(ssh_))
      .WithReason("sftp_connection")
      .WithClass(ErrorClass::kTransient);
}

}  // namespace helhet::sdk
