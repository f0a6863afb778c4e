#include "tests/ssb_server/test_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "helhet/http_transport.h"
#include "helhet/testing/fake_host.h"

namespace helhet::ssb {

TestServer::TestServer(const std::string& certificate_file) {
  int to_server[2], from_server[2];
  if (pipe2(to_server, O_CLOEXEC) != 0 || pipe2(from_server, O_CLOEXEC) != 0) std::abort();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to_server[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from_server[1], STDOUT_FILENO);
  // -B: no byte code beside the sources.
  std::string python = HELHET_PYTHON, program = HELHET_SSB_SERVER "/ssb_server.py", folder = HELHET_SSB_SERVER,
              no_byte_code = "-B", certificate = certificate_file;
  char* arguments[] = {python.data(), no_byte_code.data(), program.data(), folder.data(),
                       certificate.empty() ? nullptr : certificate.data(), nullptr};
  if (posix_spawn(&process_, python.c_str(), &actions, nullptr, arguments, environ) != 0) std::abort();
  posix_spawn_file_actions_destroy(&actions);
  close(to_server[0]);
  close(from_server[1]);
  input_ = to_server[1];
  std::string port;
  for (char c; read(from_server[0], &c, 1) == 1 && c != '\n';) port += c;
  close(from_server[0]);
  origin_ = (certificate_file.empty() ? "http://127.0.0.1:" : "https://127.0.0.1:") + port;
}

TestServer::~TestServer() {
  close(input_);  // at which it ends
  waitpid(process_, nullptr, 0);
}

std::vector<std::string> TestServer::Control(const nlohmann::json& switches) {
  testing::FakeHost host;
  sdk::HttpTransport http({});
  const auto answer = http.Send(
      {.url = origin_ + "/control", .body = switches.dump(), .content_type = "application/json"}, host.host());
  if (!answer.ok() || answer->status != 200) {
    ADD_FAILURE() << "test server: " << (answer.ok() ? answer->body : answer.status().message());
    return {};
  }
  return nlohmann::json::parse(answer->body)["requests"].get<std::vector<std::string>>();
}

}  // namespace helhet::ssb
