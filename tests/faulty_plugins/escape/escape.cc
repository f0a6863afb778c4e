// Escape: tries every way out of its confinement, and tells which were open.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helhet/connector.h"

namespace helhet::escape {
namespace {

bool CanRead(const std::string& path) {
  char byte;
  const int file = open(path.c_str(), O_RDONLY);
  const bool read_it = file >= 0 && read(file, &byte, 1) == 1;
  if (file >= 0) close(file);
  return read_it;
}

bool CanMake(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  if (file >= 0) close(file);
  return file >= 0;
}

bool CanOpenSocket(int family, int type) {
  const int made = socket(family, type, 0);
  if (made >= 0) close(made);
  return made >= 0;
}

int Connect(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(client, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) return client;
  close(client);
  return -1;
}

bool CanConnect(const std::string& path) {
  const int client = Connect(path);
  if (client >= 0) close(client);
  return client >= 0;
}

// Whether the hub's outgoing proxy lets a connection through, asked for as SOCKS5 (RFC 1928) by name.
bool CanReach(const std::string& proxy, const std::string& host, uint16_t port) {
  const int client = proxy.empty() ? -1 : Connect(proxy);
  if (client < 0) return false;
  std::string request("\5\1\0\5\1\0\3", 7);
  request += static_cast<char>(host.size());
  request += host;
  request += static_cast<char>(port >> 8);
  request += static_cast<char>(port & 255);
  char answer[12] = "";
  const bool answered = send(client, request.data(), request.size(), 0) > 0 &&
                        recv(client, answer, sizeof(answer), MSG_WAITALL) == sizeof(answer);
  close(client);
  return answered && answer[3] == 0;
}

bool CanRun(const char* program) {
  char* const arguments[] = {const_cast<char*>(program), nullptr};
  execve(program, arguments, environ);
  return false;  // Had it run, nobody would be here to say so.
}

bool CanFork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  if (child > 0) waitpid(child, nullptr, 0);
  return child > 0;
}

bool CanRaise(int resource) {
  rlimit limit{};
  getrlimit(static_cast<__rlimit_resource>(resource), &limit);
  return setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

// Whether there is a variable beside those that a process needs, in the C library's list or the kernel's.
bool HasEnvironment() {
  std::ifstream file("/proc/self/environ", std::ios::binary);
  std::vector<std::string> variables;
  for (std::string variable; std::getline(file, variable, '\0');) variables.push_back(variable);
  for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
  return std::any_of(variables.begin(), variables.end(), [](const std::string& variable) {
    const std::string name = variable.substr(0, variable.find('='));
    return name != "LANG" && name != "TMPDIR" && name != "LD_LIBRARY_PATH";
  });
}

bool CanStartThread() {
  bool ran = false;
  std::thread([&] { ran = true; }).join();
  return ran;
}

}  // namespace

class Escape : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    folder_ = settings.Text("folder", "");
    secret_file_ = settings.Text("secret_file", "");
    socket_ = settings.Text("socket", "");
    port_ = static_cast<uint16_t>(settings.Integer("port", 0));
    proxy_ = settings.proxy_socket();
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host&) override {
    const std::pair<const char*, std::function<bool()>> ways[] = {
        // Those that a connector needs.
        {"read_granted", [&] { return CanRead(folder_ + "/granted.txt"); }},
        {"write_private", [] { return CanMake("note.txt"); }},
        {"start_thread", CanStartThread},
        {"reach_granted_host", [&] { return CanReach(proxy_, "127.0.0.1", port_); }},
        // Ways out.
        {"reach_other_name", [&] { return CanReach(proxy_, "localhost", port_); }},
        {"reach_other_port", [&] { return CanReach(proxy_, "127.0.0.1", static_cast<uint16_t>(port_ + 1)); }},
        {"inet_socket", [] { return CanOpenSocket(AF_INET, SOCK_STREAM); }},
        {"inet6_socket", [] { return CanOpenSocket(AF_INET6, SOCK_DGRAM); }},
        {"netlink_socket", [] { return CanOpenSocket(AF_NETLINK, SOCK_RAW); }},
        {"datagram_socket", [] { return CanOpenSocket(AF_UNIX, SOCK_DGRAM); }},
        {"connect_elsewhere", [&] { return CanConnect(socket_); }},
        {"read_secret", [&] { return CanRead(secret_file_); }},
        {"read_through_dots", [&] { return CanRead(folder_ + "/../" + secret_file_.substr(secret_file_.rfind('/'))); }},
        {"see_secret", [&] { return access(secret_file_.c_str(), F_OK) == 0; }},
        {"read_passwords", [] { return CanRead("/etc/passwd"); }},
        {"read_parent", [] { return CanRead("/proc/" + std::to_string(getppid()) + "/environ"); }},
        {"see_processes", [] { return CanRead("/proc/1/stat"); }},
        {"environment", HasEnvironment},
        {"write_granted", [&] { return CanMake(folder_ + "/made.txt"); }},
        {"write_root", [] { return CanMake("/made.txt"); }},
        {"change_mode", [] { return CanMake("own.txt") && chmod("own.txt", 0777) == 0; }},
        {"run_program", [] { return CanRun("/usr/bin/true"); }},
        {"fork", CanFork},
        {"trace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
        {"signal_parent", [] { return kill(getppid(), 0) == 0; }},
        {"mount", [] { return mount("none", ".", "tmpfs", 0, nullptr) == 0; }},
        {"new_namespace", [] { return unshare(CLONE_NEWUSER) == 0; }},
        {"change_limit", [] { return CanRaise(RLIMIT_CPU); }},
        {"leave_group", [] { return setsid() >= 0; }},
        {"io_uring", [] { return syscall(SYS_io_uring_setup, 1, nullptr) >= 0 || errno == EFAULT; }},
        {"load_module", [] { return syscall(SYS_finit_module, -1, "", 0) == 0 || errno == EBADF; }},
    };
    std::string open;
    for (const auto& [name, try_it] : ways) {
      if (try_it()) open += (open.empty() ? "" : " ") + std::string(name);
    }
    return open;
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return plugin::v1::DiscoverResponse(); }
  Status Read(const plugin::v1::ReadStart&, sdk::Emitter&, sdk::Host&) override { return OkStatus(); }

 private:
  std::string folder_;
  std::string secret_file_;
  std::string socket_;
  std::string proxy_;
  uint16_t port_ = 0;
};

}  // namespace helhet::escape

HELHET_CONNECTOR(helhet::escape::Escape)
