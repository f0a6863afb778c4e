// For tests: a session with an archive core that the test plays, answer by answer.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/loopback_server.h"
#include "session.h"

namespace helhet::noark5 {

class PlayedCoreTest : public ::testing::Test {
 protected:
  PlayedCoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-noark5-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    server_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, folder_,
                                                        [this](const std::string& request) { return handler_(request); });
    const Json settings = {{"url", server_->url()}, {"auth", {{"style", "basic"}, {"user", "u"}}}};
    auto core = Core::From(*sdk::Settings::Parse(settings.dump(), {{"password", "p"}}, "", "", ""));
    core_.emplace(*std::move(core));
    session_.emplace(*core_, host_.host());
  }
  ~PlayedCoreTest() override { std::filesystem::remove_all(folder_); }

  static std::string Answer(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
  }
  static std::string Answer(const std::string& status, const Json& body) { return Answer(status, body.dump()); }

  std::string folder_;
  std::function<std::string(const std::string& request)> handler_;
  std::unique_ptr<testing::LoopbackServer> server_;
  testing::FakeHost host_;
  std::optional<Core> core_;
  std::optional<Session> session_;
};

}  // namespace helhet::noark5
