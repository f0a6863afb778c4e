#include "core/run/lease_keeper.h"

#include <spdlog/spdlog.h>

namespace helhet::run {

LeaseKeeper::LeaseKeeper(store::DatabaseFactory& database, Lease lease, Options options)
    : database_(database), lease_(std::move(lease)), options_(std::move(options)), thread_([this] { Keep(); }) {}

LeaseKeeper::~LeaseKeeper() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

Status LeaseKeeper::status() {
  const std::lock_guard lock(mutex_);
  return status_;
}

void LeaseKeeper::Keep() {
  std::unique_lock lock(mutex_);
  while (!ending_changed_.wait_for(lock, options_.beat, [&] { return ending_; })) {
    lock.unlock();
    Status extended = Extend();
    lock.lock();
    if (extended.code() == StatusCode::kAborted) {
      status_ = std::move(extended);
      lock.unlock();
      options_.on_lost();
      return;
    }
    // The lease holds for several beats more, and each commit of the run is fenced.
    if (!extended.ok()) {
      connection_.reset();
      spdlog::warn("lease_not_extended connector={} why=\"{}\"", lease_.connector_id, extended.message());
    }
  }
}

Status LeaseKeeper::Extend() {
  if (connection_ == nullptr) {
    HELHET_ASSIGN_OR_RETURN(connection_, database_.Connect());
  }
  store::TenantStore store(*connection_, options_.municipality_id);
  return ExtendLease(store, lease_, options_.now_us());
}

}  // namespace helhet::run
