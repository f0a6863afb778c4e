// A server on a free port of loopback with TLS, over an empty store, for tests of services.
#pragma once

#include <gtest/gtest.h>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "core/api/server.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"

namespace helhet::api {

// The time that stands still in these tests: 2024-10-04.
inline constexpr int64_t kTestNowUs = 20'000 * 86'400'000'000;

class TestServer {
 public:
  TestServer();

  store::TestDatabase& database() { return database_; }
  security::TokenRegistry& tokens() { return tokens_; }
  Server& server() { return server_; }

  // Starts to serve what was added. Fails the test when it cannot.
  void Start();
  Status TryStart(const std::string& address = "127.0.0.1:0");
  // A connection that trusts the server's authority.
  std::shared_ptr<grpc::Channel> Channel() const;
  // A token as metadata: `Bearer …`.
  std::string Bearer(const std::string& municipality_id, security::Role role, const std::vector<std::string>& groups = {});
  // Makes a municipality, so that there is one to ask about.
  void AddMunicipality(const std::string& municipality_id);

 private:
  security::TemporaryFolder folder_;
  store::TestDatabase database_{store::Backend::kSqlite};
  security::TokenRegistry tokens_{database_.factory(), [] { return kTestNowUs; }};
  security::TlsIdentity tls_;
  Server server_{tokens_, database_.factory()};
};

// Whether a message of megabytes can go over gRPC within a test: under the thread sanitizer each eight bytes that the
// uninstrumented libraries hand from thread to thread are a report to suppress, and minutes go by.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kLargeMessages = false;
#else
inline constexpr bool kLargeMessages = true;
#endif
inline constexpr const char* kNoLargeMessages = "the thread sanitizer takes minutes for a message of megabytes";

// The context of one call: a token and a deadline.
std::unique_ptr<grpc::ClientContext> ContextWith(const std::string& authorization);

}  // namespace helhet::api
