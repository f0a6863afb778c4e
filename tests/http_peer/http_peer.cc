#include "tests/http_peer/http_peer.h"

#include <gtest/gtest.h>

#include "helhet/http_transport.h"
#include "helhet/testing/fake_host.h"

namespace helhet::testing {
namespace {

std::vector<std::string> Command(const std::string& program, const std::vector<std::string>& options) {
  // -B: no byte code beside the sources.
  std::vector<std::string> command = {HELHET_PYTHON, "-B", HELHET_TESTS_FOLDER "/" + program};
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

}  // namespace

HttpPeer::HttpPeer(const std::string& program, const std::vector<std::string>& options)
    : process_(Command(program, options)) {
  const nlohmann::json addresses = nlohmann::json::parse(process_.first_line());
  origin_ = addresses.at("api").get<std::string>();
  control_ = addresses.at("control").get<std::string>();
}

nlohmann::json HttpPeer::Control(const std::string& name, const nlohmann::json& content) {
  FakeHost host;
  sdk::HttpTransport http({});
  const auto answer = http.Send(
      {.url = control_ + "/" + name, .body = content.dump(), .content_type = "application/json"}, host.host());
  if (!answer.ok() || answer->status != 200) {
    ADD_FAILURE() << "control " << name << ": " << (answer.ok() ? answer->body : answer.status().message());
    return nullptr;
  }
  return nlohmann::json::parse(answer->body);
}

}  // namespace helhet::testing
