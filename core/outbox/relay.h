// Takes deliveries out of the outbox, one after the other, and stores what became of them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/outbox/claim.h"
#include "core/store/database.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/model/v1/organisation.pb.h"

namespace helhet::outbox {

// A sheet as a document.
struct RenderedDocument {
  std::string media_type;  // `application/pdf`
  std::string extension;   // `pdf`
  std::string bytes;
};

// What the relay needs. Must outlive it.
struct RelayContext {
  store::DatabaseFactory& database;
  // Puts in the outbox what is due to go out of a municipality: exports. None where it is not set.
  std::function<Status(store::TenantStore&, int64_t now_us)> make_due = nullptr;
  std::function<Result<RenderedDocument>(const api::v1::GetA3Response& sheet)> render;
  // Hands a document to a connector of a municipality and gives its receipt. A repeat must not make a second document.
  std::function<Result<plugin::v1::WriteResponse>(const std::string& municipality_id, const model::v1::Connector&, const plugin::v1::WriteRequest&)> write;
  std::string holder;  // the hub
  std::function<int64_t()> now_us;
};

// Tick does the work; Start only calls it from a thread.
class Relay {
 public:
  explicit Relay(RelayContext context) : context_(std::move(context)) {}
  // Waits for the delivery that is under way.
  ~Relay();

  // Takes out what is due in every municipality.
  Status Tick();

  // Ticks from a thread of its own until the relay ends.
  void Start();
  // Looks at once: something was added.
  void Wake();
  // Takes nothing more out, and stores nothing of what is under way: it is tried again later. Returns at once.
  void Stop();

 private:
  void MakeDue(store::Database& database, const std::string& tenant);
  // Takes out the one whose turn it is; false when nothing is due.
  Result<bool> DeliverNext(store::TenantStore& store);
  Status Deliver(store::TenantStore& store, Claim& claim);
  Status MakeDocument(store::TenantStore& store, Claim& claim);
  Result<model::v1::Connector> ConnectorOf(store::TenantStore& store, Claim& claim);
  Result<plugin::v1::WriteResponse> Send(store::TenantStore& store, Claim& claim);
  Status Settle(store::TenantStore& store, const Claim& claim, const Status& problem);

  const RelayContext context_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::atomic<bool> ending_ = false;
  bool wake_ = false;
  std::thread thread_;
};

}  // namespace helhet::outbox
