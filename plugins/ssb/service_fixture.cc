#include "service_fixture.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "helhet/http_transport.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {

TestServer::TestServer() {
  int to_server[2], from_server[2];
  if (pipe2(to_server, O_CLOEXEC) != 0 || pipe2(from_server, O_CLOEXEC) != 0) std::abort();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to_server[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from_server[1], STDOUT_FILENO);
  // -B: no byte code beside the sources.
  std::string python = HELHET_PYTHON, program = HELHET_SSB_SERVER "/ssb_server.py", folder = HELHET_SSB_SERVER,
              no_byte_code = "-B";
  char* arguments[] = {python.data(), no_byte_code.data(), program.data(), folder.data(), nullptr};
  if (posix_spawn(&process_, python.c_str(), &actions, nullptr, arguments, environ) != 0) std::abort();
  posix_spawn_file_actions_destroy(&actions);
  close(to_server[0]);
  close(from_server[1]);
  input_ = to_server[1];
  std::string port;
  for (char c; read(from_server[0], &c, 1) == 1 && c != '\n';) port += c;
  close(from_server[0]);
  origin_ = "http://127.0.0.1:" + port;
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

Status ServiceTest::Read(const std::string& tables, const std::string& checkpoint, const std::string& backfill_from) {
  testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
  HELHET_RETURN_IF_ERROR(connector.Configure(R"({"base_url":")" + server_.url() + R"(","tables":)" + tables + "}"));
  plugin::v1::ReadStart start;
  start.set_checkpoint(checkpoint);
  start.set_backfill_from(backfill_from);
  host_.ForgetBatches();
  return connector.Read(start);
}

std::map<std::string, std::string> ServiceTest::Figures() const {
  std::map<std::string, std::string> figures;
  for (const auto& record : host_.Records()) {
    const auto& statistic = record.fact().statistic();
    figures[record.natural_key()] = record.has_refusal() ? record.refusal().code()
                                    : statistic.has_value_micros()
                                        ? std::to_string(statistic.value_micros()) + statistic.status_symbol()
                                        : statistic.status_symbol();
  }
  return figures;
}

std::map<std::string, std::string> ServiceTest::Facts() const {
  std::map<std::string, std::string> facts;
  for (const auto& record : host_.Records()) {
    EXPECT_TRUE(facts.emplace(record.natural_key(), record.fact().DebugString()).second)
        << "twice: " << record.natural_key();
  }
  return facts;
}

plugin::v1::Record ServiceTest::Find(const std::string& end_of_key) const {
  for (const auto& record : host_.Records()) {
    const std::string& key = record.natural_key();
    if (key.size() >= end_of_key.size() &&
        key.compare(key.size() - end_of_key.size(), end_of_key.size(), end_of_key) == 0)
      return record;
  }
  ADD_FAILURE() << "no record " << end_of_key;
  return {};
}

std::vector<std::string> ServiceTest::DataRequests() {
  std::vector<std::string> requests;
  for (std::string& request : server_.Control()) {
    if (request.find("/data?") != std::string::npos) requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace helhet::ssb
