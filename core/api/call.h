// A call that has been let in: who calls, how long they wait, and the rows that they may reach.
#pragma once

#include <grpcpp/server_context.h>

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/api/status_mapping.h"
#include "core/security/authoriser.h"
#include "core/store/tenant_store.h"
#include "helhet/status.h"

namespace helhet::api {

// What a handler has of its call. It reaches rows through it alone, and it gives only those of municipalities
// that the caller may see. Questions to the store end with the call's time. Of one thread.
class Call {
 public:
  Call(grpc::ServerContext& context, security::Identity caller, store::DatabaseFactory& database);

  const security::Identity& caller() const { return caller_; }
  // The rows of a municipality. PERMISSION_DENIED when it is not the caller's, NOT_FOUND when the hub has no
  // such municipality.
  Result<store::TenantStore> Store(const std::string& municipality_id);
  // As Store, for what changes rows: not ended by the call's deadline, so that work is done whole.
  Result<store::TenantStore> StoreToChange(const std::string& municipality_id);
  // `municipality_id`, as Store; when it is empty, all of the hub that the caller may see, by identifier.
  Result<std::vector<std::string>> Municipalities(const std::string& municipality_id = "");
  // The answer is about this municipality too, though the handler did not reach its rows by this call.
  void NoteExample(const std::string& municipality_id) { examples_.insert(municipality_id); }
  // Tells the caller which of the municipalities that were reached have made-up data (example_data.h).
  void TellExamples();
  // CANCELLED when the caller has left, DEADLINE_EXCEEDED when the time is up. For handlers that loop.
  Status StillWanted() const;
  bool cancelled() const { return context_.IsCancelled(); }

 private:
  Result<store::Database*> Connection();

  grpc::ServerContext& context_;
  const security::Identity caller_;
  store::DatabaseFactory& database_;
  const std::chrono::system_clock::time_point deadline_;
  std::unique_ptr<store::Database> connection_;
  std::unique_ptr<store::Database> to_change_;
  std::set<std::string> examples_;
};

// The way from gRPC to a handler: it lets calls in. Thread-safe.
class Gate {
 public:
  // Both must outlive it.
  Gate(const security::Authoriser& authoriser, store::DatabaseFactory& database) : authoriser_(authoriser), database_(database) {}

  // Serves a call: `handler` takes a Call& and gives a Result<Response>. It is not reached unless the caller
  // may ask for this.
  template <typename Request, typename Response, typename Handler>
  grpc::Status Serve(grpc::ServerContext* context, const Request* request, Response* response, Handler handler) const {
    auto call = Admit(*context, *request);
    if (!call.ok()) return Answer(*request, call.status());
    Result<Response> answer = handler(**call);
    (*call)->TellExamples();
    if (answer.ok()) *response = *std::move(answer);
    return Answer(*request, answer.status());
  }

  // Serves a call whose handler writes answers itself: it takes a Call& and gives a Status.
  template <typename Request, typename Handler>
  grpc::Status ServeStream(grpc::ServerContext* context, const Request* request, Handler handler) const {
    auto call = Admit(*context, *request);
    if (!call.ok()) return Answer(*request, call.status());
    const Status status = handler(**call);
    (*call)->TellExamples();
    return Answer(*request, status);
  }

 private:
  Result<std::unique_ptr<Call>> Admit(grpc::ServerContext& context, const google::protobuf::Message& request) const;
  // What gRPC is told. A failure of the hub's own is logged too: the caller can do nothing about it.
  static grpc::Status Answer(const google::protobuf::Message& request, const Status& status);

  const security::Authoriser& authoriser_;
  store::DatabaseFactory& database_;
};

}  // namespace helhet::api
