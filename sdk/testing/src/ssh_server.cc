#include "helhet/testing/ssh_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "helhet/testing/free_port.h"

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;

// Text of the kind that execve takes, ended by null; it points into `texts`.
std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// `environment` is beside this process's own.
pid_t Spawn(std::vector<std::string> command, int error_output, const std::vector<std::string>& environment = {}) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (error_output >= 0) posix_spawn_file_actions_adddup2(&actions, error_output, STDERR_FILENO);
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  all.insert(all.end(), environment.begin(), environment.end());
  pid_t child = -1;
  if (posix_spawn(&child, command[0].c_str(), &actions, nullptr, Pointers(command).data(), Pointers(all).data()) != 0) child = -1;
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "ssh server: %s\n", what.c_str());
  std::abort();
}

void MakeKey(const fs::path& file, const std::string& kind, const std::string& passphrase) {
  int status = -1;
  const pid_t child = Spawn({"/usr/bin/ssh-keygen", "-q", "-t", kind, "-b", "2048", "-N", passphrase, "-C", "", "-f", file.string()}, -1);
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) Die("ssh-keygen fails");
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

SshServer::SshServer(const fs::path& folder, PasswordForm form) : folder_(folder), form_(form) {
  // Where a server that runs as root insists on an empty folder.
  if (geteuid() == 0) fs::create_directories("/run/sshd");
  MakeKeys();
  for (int tries_left = 5; !Start(); --tries_left) {
    if (tries_left == 0) Die("sshd does not start");
  }
}

SshServer::~SshServer() {
  kill(child_, SIGTERM);
  waitpid(child_, nullptr, 0);
  close(log_);
}

void SshServer::MakeKeys() {
  fs::create_directories(folder_);
  MakeKey(folder_ / "host", "ed25519", "");
  MakeKey(folder_ / "host_rsa", "rsa", "");
  MakeKey(folder_ / "known", "ed25519", "");
  MakeKey(folder_ / "known_rsa", "rsa", "");
  MakeKey(folder_ / "locked", "ed25519", kLockedKeyPassphrase);
  MakeKey(folder_ / "unknown", "ed25519", "");
  std::ofstream(folder_ / "authorized_keys")
      << ReadFile(folder_ / "known.pub") << ReadFile(folder_ / "known_rsa.pub") << ReadFile(folder_ / "locked.pub");
}

// What sshd_config says of passwords. Where any is taken, it is the one in `passwords`.
std::string SshServer::PasswordSettings() const {
  if (form_ == PasswordForm::kNone) return "UsePAM no\nPasswordAuthentication yes\n";
  std::ofstream(folder_ / "passwords") << user() << ":" << kUserPassword << ":sshd\n";
  fs::create_directories(folder_ / "pam.d");
  std::ofstream service(folder_ / "pam.d" / "sshd");
  for (const char* task : {"auth", "account", "session"}) {
    service << task << " required " << HELHET_PAM_MODULES << "/pam_matrix.so passdb=" << (folder_ / "passwords").string() << "\n";
  }
  const bool is_question = form_ == PasswordForm::kQuestion;
  return std::string("UsePAM yes\nPasswordAuthentication ") + (is_question ? "no" : "yes") + "\nKbdInteractiveAuthentication " +
         (is_question ? "yes" : "no") + "\n";
}

// Starts the server on a free port. False when another took the port meanwhile.
bool SshServer::Start() {
  port_ = FreePort();
  std::ofstream(folder_ / "sshd_config") << "Port " << port_ << "\nListenAddress 127.0.0.1\nPidFile none\n"
                                         << "HostKey " << (folder_ / "host").string() << "\n"
                                         << "HostKey " << (folder_ / "host_rsa").string() << "\n"
                                         << "AuthorizedKeysFile " << (folder_ / "authorized_keys").string() << "\n"
                                         << "StrictModes no\nPermitRootLogin yes\n" << PasswordSettings()
                                         << "Subsystem sftp internal-sftp\n";
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) Die("no pipe");
  std::vector<std::string> environment;
  if (form_ != PasswordForm::kNone) {
    environment = {"LD_PRELOAD=libpam_wrapper.so", "PAM_WRAPPER=1", "PAM_WRAPPER_SERVICE_DIR=" + (folder_ / "pam.d").string()};
  }
  child_ = Spawn({"/usr/sbin/sshd", "-D", "-e", "-f", (folder_ / "sshd_config").string()}, ends[1], environment);
  close(ends[1]);
  if (child_ < 0) Die("no /usr/sbin/sshd");
  std::string said;
  char bytes[512];
  while (said.find("listening on") == std::string::npos) {
    const ssize_t got = read(ends[0], bytes, sizeof(bytes));
    if (got <= 0) {
      std::fprintf(stderr, "%s", said.c_str());
      waitpid(child_, nullptr, 0);
      close(ends[0]);
      return false;
    }
    said.append(bytes, static_cast<size_t>(got));
  }
  log_ = ends[0];
  return true;
}

std::string SshServer::user() {
  const passwd* entry = getpwuid(geteuid());
  return entry == nullptr ? "" : entry->pw_name;
}

std::string SshServer::host_key() const { return ReadFile(folder_ / "host.pub"); }
std::string SshServer::rsa_host_key() const { return ReadFile(folder_ / "host_rsa.pub"); }
std::string SshServer::known_key() const { return ReadFile(folder_ / "known"); }
std::string SshServer::known_rsa_key() const { return ReadFile(folder_ / "known_rsa"); }
std::string SshServer::locked_key() const { return ReadFile(folder_ / "locked"); }
std::string SshServer::unknown_key() const { return ReadFile(folder_ / "unknown"); }

}  // namespace helhet::testing
