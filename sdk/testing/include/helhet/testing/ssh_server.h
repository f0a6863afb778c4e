// For tests: a real OpenSSH server on loopback, with keys of its own, that serves SFTP to the user who runs the test.
//
// The password that it takes is its own too, and no account of the machine has it: pam_wrapper (cwrap.org) has the server ask
// a file of the test's instead of the system. What pam_wrapper leaves of a connection, /tmp/pam.?, it takes away in a later one.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace helhet::testing {

// How a server takes a password: never, as the method of that name (RFC 4252, section 8), or as the answer to a question
// (RFC 4256, keyboard-interactive).
enum class PasswordForm { kNone, kPassword, kQuestion };

class SshServer {
 public:
  // `folder` is where keys and configuration are put. Aborts when the server does not start.
  explicit SshServer(const std::filesystem::path& folder, PasswordForm form = PasswordForm::kNone);
  ~SshServer();
  SshServer(const SshServer&) = delete;
  SshServer& operator=(const SshServer&) = delete;

  // `sftp://127.0.0.1:PORT`.
  std::string address() const { return "sftp://127.0.0.1:" + std::to_string(port_); }
  static std::string user();
  // Public host keys, `ssh-ed25519 AAAA…`: the one that is shown by default, and one of another kind.
  std::string host_key() const;
  std::string rsa_host_key() const;
  // Private keys of users: one that is let in, the same kept under a passphrase, and one that is not known.
  std::string known_key() const;
  std::string known_rsa_key() const;
  std::string locked_key() const;
  std::string unknown_key() const;

 private:
  void MakeKeys();
  std::string PasswordSettings() const;
  bool Start();

  const std::filesystem::path folder_;
  const PasswordForm form_;
  uint16_t port_ = 0;
  pid_t child_ = -1;
  int log_ = -1;
};

// The password of the user, where the server takes any.
inline constexpr const char* kUserPassword = "sesam lukk deg opp";

// The passphrase of SshServer::locked_key.
inline constexpr const char* kLockedKeyPassphrase = "lykt-og-las";

}  // namespace helhet::testing
