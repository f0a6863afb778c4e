#include "tests/ssb_server/test_server.h"

#include <gtest/gtest.h>

#include "helhet/http_transport.h"
#include "helhet/testing/fake_host.h"

namespace helhet::ssb {
namespace {

std::vector<std::string> Command(const std::string& certificate_file) {
  // -B: no byte code beside the sources.
  std::vector<std::string> command = {HELHET_PYTHON, "-B", HELHET_SSB_SERVER "/ssb_server.py", HELHET_SSB_SERVER};
  if (!certificate_file.empty()) command.push_back(certificate_file);
  return command;
}

}  // namespace

TestServer::TestServer(const std::string& certificate_file)
    : process_(Command(certificate_file)),
      origin_((certificate_file.empty() ? "http://127.0.0.1:" : "https://127.0.0.1:") + process_.first_line()) {}

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
