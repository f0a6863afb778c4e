#include "core/plugin/host/call.h"

#include <algorithm>

#include "core/plugin/host/wire.h"

namespace helhet::plugin_host {
namespace {

std::string ToString(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (buffer.DumpToSingleSlice(&slice).ok()) {
    return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
  }
  return {};
}

}  // namespace

Call* Call::Begin(grpc::GenericCallbackServerContext* context, std::function<void(std::shared_ptr<Call>)> ready) {
  std::shared_ptr<Call> call(new Call(context, std::move(ready)));
  call->self_ = call;
  call->StartRead(&call->incoming_);
  return call.get();
}

Call::Call(grpc::GenericCallbackServerContext* context, std::function<void(std::shared_ptr<Call>)> ready)
    : method_(context->method().substr(context->method().rfind('/') + 1)), ready_(std::move(ready)) {}

void Call::OnReadDone(bool ok) {
  std::function<void(std::shared_ptr<Call>)> ready;
  {
    std::lock_guard lock(mutex_);
    if (!begun_) {
      begun_ = true;
      ready.swap(ready_);
      if (ok) first_ = ToString(incoming_);
      if (ok && method_ == "Write") inbox_.push_back(first_);
    } else if (ok && is_read()) {
      TakeReadRequest(ToString(incoming_));
    } else if (ok) {
      inbox_.push_back(ToString(incoming_));
    }
    half_closed_ = !ok;
    // A Write is read on demand, so that the plugin's pace holds back the hub; acknowledgements always are.
    if (ok && is_read() && !ended_) StartRead(&incoming_);
  }
  changed_.notify_all();
  if (ready) ready(self_);
}

void Call::TakeReadRequest(std::string_view message) {
  while (const auto field = NextField(&message)) {
    if (field->number == kAcknowledged) {
      if (const auto sequence = FindField(field->bytes, kSequence)) {
        acknowledged_ = std::max(acknowledged_, sequence->varint);
      }
    } else if (field->number == kGrant) {
      if (const auto id = FindField(field->bytes, kRequestId)) granted_.insert(id->varint);
    }
  }
}

void Call::OnWriteDone(bool ok) {
  {
    std::lock_guard lock(mutex_);
    sending_ = false;
    if (!ok) cancelled_ = true;
  }
  changed_.notify_all();
}

void Call::Cancel() {
  {
    std::lock_guard lock(mutex_);
    cancelled_ = true;
  }
  changed_.notify_all();
}

void Call::StartSend(std::string_view head, std::string_view body) {
  const grpc::Slice slices[] = {grpc::Slice(head.data(), head.size()), grpc::Slice(body.data(), body.size())};
  outgoing_ = grpc::ByteBuffer(slices, 2);
  sending_ = true;
  StartWrite(&outgoing_);
}

bool Call::Send(std::string_view head, std::string_view body) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !sending_ || cancelled_; });
  if (cancelled_) return false;
  StartSend(head, body);
  return true;
}

bool Call::SendIfIdle(std::string_view head, std::string_view body) {
  std::lock_guard lock(mutex_);
  if (cancelled_) return false;
  if (!sending_) StartSend(head, body);
  return true;
}

std::optional<std::string> Call::Receive() {
  std::unique_lock lock(mutex_);
  if (inbox_.empty() && !half_closed_ && !cancelled_) StartRead(&incoming_);
  changed_.wait(lock, [&] { return !inbox_.empty() || half_closed_ || cancelled_; });
  if (cancelled_ || inbox_.empty()) return std::nullopt;
  std::string message = std::move(inbox_.front());
  inbox_.pop_front();
  return message;
}

bool Call::WaitForWindow(uint64_t sent, uint64_t window) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return cancelled_ || sent < acknowledged_ + window; });
  return !cancelled_;
}

bool Call::WaitForGrant(uint64_t request_id) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return cancelled_ || granted_.contains(request_id); });
  granted_.erase(request_id);
  return !cancelled_;
}

uint64_t Call::acknowledged() const {
  std::lock_guard lock(mutex_);
  return acknowledged_;
}

bool Call::cancelled() const {
  std::lock_guard lock(mutex_);
  return cancelled_;
}

void Call::End(const grpc::Status& status) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !sending_; });
    ended_ = true;
  }
  Finish(status);
}

}  // namespace helhet::plugin_host
