#include "core/plugin/host/call_queue.h"

namespace helhet::plugin_host {

grpc::ServerGenericBidiReactor* CallQueue::CreateReactor(grpc::GenericCallbackServerContext* context) {
  return Call::Begin(context, [this](std::shared_ptr<Call> call) { Offer(std::move(call)); });
}

void CallQueue::Offer(std::shared_ptr<Call> call) {
  {
    std::lock_guard lock(mutex_);
    if (current_ == nullptr && !closed_) {
      current_ = std::move(call);
    }
  }
  if (call != nullptr) {
    call->End({grpc::StatusCode::FAILED_PRECONDITION, "a call is under way: a connector serves one at a time"});
    return;
  }
  changed_.notify_all();
}

std::shared_ptr<Call> CallQueue::Next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || (current_ != nullptr && !taken_); });
  if (closed_) return nullptr;
  taken_ = true;
  return current_;
}

void CallQueue::Finished() {
  std::lock_guard lock(mutex_);
  current_.reset();
  taken_ = false;
}

void CallQueue::Close() {
  std::shared_ptr<Call> current;
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
    current = current_;
  }
  if (current != nullptr) current->Cancel();
  changed_.notify_all();
}

}  // namespace helhet::plugin_host
