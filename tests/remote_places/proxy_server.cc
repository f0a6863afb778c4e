#include "tests/remote_places/proxy_server.h"

#include <arpa/inet.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "helhet/testing/free_port.h"

namespace helhet::testing {
namespace {

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "proxy server: %s\n", what.c_str());
  std::abort();
}

sockaddr_in Loopback(uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

bool Answers(uint16_t port) {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(port);
  const bool answers = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  return answers;
}

}  // namespace

ProxyServer::ProxyServer(std::filesystem::path folder, const std::vector<uint16_t>& ports, bool asks_for_login) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
  std::string settings = "Listen 127.0.0.1\nAllow 127.0.0.1\nLogLevel Connect\nDisableViaHeader Yes\nTimeout 60\nLogFile \"" +
                         (folder_ / "log").string() + "\"\n";
  for (const uint16_t port : ports) settings += "ConnectPort " + std::to_string(port) + "\n";
  const std::string credentials = kCredentials;
  const size_t colon = credentials.find(':');
  if (asks_for_login) settings += "BasicAuth " + credentials.substr(0, colon) + " " + credentials.substr(colon + 1) + "\n";
  for (int tries_left = 5; !Start(settings); --tries_left) {
    if (tries_left == 0) Die("tinyproxy does not start");
  }
}

ProxyServer::~ProxyServer() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

// Starts it on a free port. False when another took the port meanwhile.
bool ProxyServer::Start(const std::string& settings) {
  port_ = FreePort();
  const std::string file = (folder_ / "tinyproxy.conf").string();
  std::ofstream(file) << settings << "Port " << port_ << "\n";
  std::vector<std::string> command = {"/usr/bin/tinyproxy", "-d", "-c", file};
  std::vector<char*> arguments;
  for (std::string& part : command) arguments.push_back(part.data());
  arguments.push_back(nullptr);
  if (posix_spawn(&process_, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) Die("no /usr/bin/tinyproxy");
  // It says nothing when it is ready: whoever gets through knows.
  while (!Answers(port_)) {
    if (waitpid(process_, nullptr, WNOHANG) == process_) return false;
  }
  return true;
}

std::vector<std::string> ProxyServer::asked() const {
  std::vector<std::string> asked;
  std::ifstream log(folder_ / "log");
  for (std::string line; std::getline(log, line);) {
    const size_t at = line.find(": CONNECT ");
    if (at != std::string::npos) asked.push_back(line.substr(at + 2));
  }
  return asked;
}

}  // namespace helhet::testing
