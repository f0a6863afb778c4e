#include "core/plugin/child_read.h"

#include <algorithm>

#include "core/plugin/batch_check.h"
#include "helhet/limits.h"

namespace helhet::plugin {
namespace {

// A credential's name, as secrets are named in settings.
constexpr size_t kCredentialBytes = 256;
// The hub keeps its lease at each sign of life: a child that sends thousands shall not make it write thousands.
constexpr std::chrono::milliseconds kBetweenProgress{100};

}  // namespace

Status ChildRead::Begin(const v1::ReadStart& start) {
  v1::ReadRequest request;
  *request.mutable_start() = start;
  return call_->Send(request);
}

Result<ReadEvent> ChildRead::Next() {
  auto hung_at = Clock::now() + call_->deadlines().hang;
  while (true) {
    v1::ReadResponse response;
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(hung_at - Clock::now());
    HELHET_ASSIGN_OR_RETURN(const bool more, call_->Receive(&response, std::max(patience, {})));
    if (!more) {
      HELHET_RETURN_IF_ERROR(call_->End());
      return ReadEvent(EndOfRead());
    }
    switch (response.message_case()) {
      case v1::ReadResponse::kBatch: return TakeBatch(std::move(*response.mutable_batch()));
      case v1::ReadResponse::kProgress: {
        const auto now = Clock::now();
        hung_at = now + call_->deadlines().hang;
        if (now < progress_at_ + kBetweenProgress) break;
        progress_at_ = now;
        return ReadEvent(std::move(*response.mutable_progress()));
      }
      case v1::ReadResponse::kAcquire: {
        // The child waits by the hub's will: that is no hanging.
        const auto asked_at = Clock::now();
        HELHET_RETURN_IF_ERROR(Grant(response.acquire()));
        hung_at += Clock::now() - asked_at;
        break;
      }
      default: return call_->Refuse("plugin_rubbish", "sent a response that says nothing");
    }
  }
}

Result<ReadEvent> ChildRead::TakeBatch(v1::Batch batch) {
  if (const Status status = CheckBatch(batch, received_ + 1); !status.ok()) {
    return call_->Refuse(status.reason().c_str(), status.message());
  }
  ++received_;
  if (received_ - acknowledged_ > limits::kUnacknowledgedBatches) {
    return call_->Refuse("plugin_flood", "sent batch " + std::to_string(received_) + " while only batch " +
                                             std::to_string(acknowledged_) + " was acknowledged: at most " +
                                             std::to_string(limits::kUnacknowledgedBatches) + " may be under way");
  }
  return ReadEvent(std::move(batch));
}

Status ChildRead::Acknowledge(uint64_t sequence) {
  if (sequence != acknowledged_ + 1 || sequence > received_) {
    return InvalidArgument("acknowledge: batch " + std::to_string(sequence) + " is not the next in turn");
  }
  acknowledged_ = sequence;
  v1::ReadRequest request;
  request.mutable_acknowledged()->set_sequence(sequence);
  return call_->Send(request);
}

Status ChildRead::Grant(const v1::Acquire& request) {
  const auto host = ParseEndpoint(request.host());
  const auto allowed = [&](const Endpoint& endpoint) { return host.ok() && endpoint.host == host->host; };
  if (std::none_of(hosts_.begin(), hosts_.end(), allowed) || request.credential().size() > kCredentialBytes) {
    return call_->Refuse("plugin_rubbish", "asked to call '" + request.host().substr(0, 100) + "', a host that it was not given");
  }
  const auto wait = limiter_.Book(request);
  if (wait > std::chrono::milliseconds::zero()) {
    std::unique_lock lock(cancel_mutex_);
    cancel_.wait_for(lock, wait, [&] { return call_->cancelled(); });
  }
  v1::ReadRequest grant;
  grant.mutable_grant()->set_request_id(request.request_id());
  return call_->Send(grant);
}

void ChildRead::Cancel() {
  {
    std::lock_guard lock(cancel_mutex_);
    call_->Cancel();
  }
  cancel_.notify_all();
}

}  // namespace helhet::plugin
