// The gRPC server: TLS always, authorisation in front of every method, health and reflection.
#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "core/api/call.h"
#include "core/security/method_rules.h"
#include "core/security/tls_identity.h"
#include "core/security/token_registry.h"
#include "helhet/status.h"

namespace helhet::api {

// Where and how to listen.
struct Listening {
  std::string address = "127.0.0.1:0";  // port 0 takes a free one
  security::TlsIdentity tls;
};

// One for the hub. Services are added first, then it is started; it ends when it goes.
class Server {
 public:
  // Both must outlive it. `rules` are the hub's own but in tests.
  Server(security::TokenRegistry& tokens, store::DatabaseFactory& database,
         std::vector<security::MethodRule> rules = security::AllMethodRules());
  ~Server();

  // What the handlers of this server's services are reached through. Lives as long as the server.
  const Gate& gate() const { return gate_; }

  // Adds a service: `server.Add<v1::HubService>(hub)`. It must outlive the server.
  template <typename Generated>
  void Add(typename Generated::Service& service) {
    services_.push_back({Generated::service_full_name(), &service});
  }

  // Starts to serve. FAILED_PRECONDITION names each method that no rule covers; UNAVAILABLE when the address
  // cannot be had.
  Status Start(const Listening& listening);
  // Takes no more calls, and gives those under way limits::kShutdown to end.
  void Stop();

  // Host and port: `127.0.0.1:40123`. Once started.
  const std::string& address() const { return address_; }

 private:
  struct NamedService {
    std::string full_name;
    grpc::Service* service = nullptr;
  };
  Status CheckRules();

  const std::vector<security::MethodRule> stated_rules_;
  security::RuleTable rules_;  // empty until Start: nobody may call anything
  security::Authoriser authoriser_;
  Gate gate_;
  std::vector<NamedService> services_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace helhet::api
