// For tests: the connector against a service on loopback that the test plays.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "loopback_server.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::rest {

using nlohmann::json;
using Kind = sdk::LoopbackServer::Kind;

inline std::string Answer(const std::string& status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

class RestTest : public ::testing::Test {
 protected:
  RestTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-rest-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    server_ = std::make_unique<sdk::LoopbackServer>(Kind::kPlain, folder_, [this](const std::string& request) {
      const size_t begin = request.find(' ') + 1;
      return handler_(request.substr(begin, request.find(' ', begin) - begin), request);
    });
    settings_ = {{"url", server_->url() + "/orders"}, {"kind", "order"}, {"key", {"nr"}},
                 {"fields", {{"number", {{"column", "nr"}}}, {"issue_date", {{"column", "dato"}}}}}};
  }
  ~RestTest() override { std::filesystem::remove_all(folder_); }

  // Orders with these numbers, as a list.
  static json Orders(std::initializer_list<int> numbers) {
    json list = json::array();
    for (const int number : numbers) list.push_back({{"nr", number}, {"dato", "2024-03-01"}});
    return list;
  }

  Status Configure() { return connector_.Configure(settings_.dump(), secrets_); }
  Status Read(const std::string& checkpoint = "", const std::string& backfill_from = "") {
    host_.ForgetBatches();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_backfill_from(backfill_from);
    const Status status = Configure();
    return status.ok() ? connector_.Read(start) : status;
  }
  std::vector<std::string> Keys() const {
    std::vector<std::string> keys;
    for (const auto& record : host_.Records()) keys.push_back(record.natural_key());
    return keys;
  }
  // The first lines of the requests so far, without method and version.
  std::vector<std::string> Asked() const {
    std::vector<std::string> asked;
    for (const std::string& request : server_->requests()) {
      const size_t begin = request.find(' ') + 1;
      asked.push_back(request.substr(begin, request.find(' ', begin) - begin));
    }
    return asked;
  }
  using Names = std::vector<std::string>;

  std::string folder_;
  std::function<std::string(const std::string& path, const std::string& request)> handler_;
  std::unique_ptr<sdk::LoopbackServer> server_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  json settings_;
  std::map<std::string, std::string> secrets_;
};

}  // namespace helhet::rest
