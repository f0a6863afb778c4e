#include "core/plugin/host/bridge.h"

#include <chrono>

#include "core/plugin/host/log.h"
#include "core/plugin/host/wire.h"
#include "helhet/limits.h"

namespace helhet::plugin_host {
namespace {

constexpr int64_t kProgressIntervalMs = 100;  // At most ten a second reach the hub.
constexpr size_t kProblemBytes = 16 * 1024;   // It travels in trailing metadata, which is bounded.

std::string_view View(helhet_bytes bytes) { return {reinterpret_cast<const char*>(bytes.data), bytes.size}; }

helhet_bytes Bytes(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

int64_t SteadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Bridge& Self(void* self) { return *static_cast<Bridge*>(self); }

}  // namespace

helhet_host Bridge::TableFor(Bridge* bridge) {
  helhet_host table{};
  table.struct_size = sizeof(helhet_host);
  table.abi_major = HELHET_ABI_MAJOR;
  table.abi_minor = HELHET_ABI_MINOR;
  table.self = bridge;
  table.emit = [](void* self, helhet_bytes message) { return Self(self).Emit(View(message)); };
  table.progress = [](void* self, helhet_bytes message) { return Self(self).Progress(View(message)); };
  table.problem = [](void* self, helhet_bytes message) {
    std::lock_guard lock(Self(self).problem_mutex_);
    Self(self).problem_ = View(message);
  };
  table.log = [](void*, int32_t level, helhet_bytes line) { LogLine(level, View(line)); };
  table.cancelled = [](void* self) -> int32_t { return Self(self).call_ && Self(self).call_->cancelled() ? 1 : 0; };
  table.acquire = [](void* self, helhet_bytes message) { return Self(self).Acquire(View(message)); };
  table.now_us = [](void*) { return NowUs(); };
  table.acknowledged = [](void* self) { return Self(self).call_ ? Self(self).call_->acknowledged() : 0; };
  table.next_write = [](void* self, void (*receive)(void*, helhet_bytes), void* context) -> helhet_status {
    Bridge& bridge = Self(self);
    if (bridge.call_ == nullptr || bridge.call_->method() != "Write") return HELHET_FAILED_PRECONDITION;
    const auto message = bridge.call_->Receive();
    if (!message) return bridge.call_->cancelled() ? HELHET_CANCELLED : HELHET_NOT_FOUND;
    receive(context, Bytes(*message));
    return HELHET_OK;
  };
  return table;
}

Bridge::Bridge(const helhet_plugin& plugin) : plugin_(plugin), table_(TableFor(this)) {}

Bridge::~Bridge() {
  if (instance_ != nullptr) plugin_.destroy(instance_);
}

bool Bridge::Create() {
  instance_ = plugin_.create(&table_);
  return instance_ != nullptr;
}

grpc::Status Bridge::Serve(const std::shared_ptr<Call>& call) {
  problem_.clear();
  sent_ = 0;
  progress_at_ms_ = 0;
  call_ = call;
  const helhet_status code = Run(*call);
  call_.reset();
  return Outcome(code);
}

helhet_status Bridge::Run(Call& call) {
  const std::string& method = call.method();
  if (method == "Describe") return plugin_.describe(instance_);
  if (method == "Check") return plugin_.check(instance_);
  if (method == "Discover") return plugin_.discover(instance_);
  if (method == "Configure") {
    const helhet_status code = plugin_.configure(instance_, Bytes(call.first()));
    if (code == HELHET_OK) call.Send("", "");  // ConfigureResponse has no fields.
    return code;
  }
  if (method == "Read") {
    const auto start = FindField(call.first(), kStart);
    if (!start) return HELHET_INVALID_ARGUMENT;
    return plugin_.read(instance_, Bytes(start->bytes));
  }
  if (method == "Write" && plugin_.write != nullptr) return plugin_.write(instance_);
  return HELHET_UNIMPLEMENTED;
}

helhet_status Bridge::Emit(std::string_view message) {
  std::lock_guard lock(emit_mutex_);
  if (call_ == nullptr) return HELHET_FAILED_PRECONDITION;
  if (message.size() > static_cast<size_t>(limits::kMessageBytes)) return HELHET_INVALID_ARGUMENT;
  const bool is_read = call_->method() == "Read";
  if (is_read && !call_->WaitForWindow(sent_, limits::kUnacknowledgedBatches)) return HELHET_CANCELLED;
  const std::string head = is_read ? FieldHeader(kBatch, message.size()) : std::string();
  if (!call_->Send(head, message)) return HELHET_CANCELLED;
  ++sent_;
  return HELHET_OK;
}

helhet_status Bridge::Progress(std::string_view message) {
  if (call_ == nullptr) return HELHET_FAILED_PRECONDITION;
  if (call_->cancelled()) return HELHET_CANCELLED;
  if (message.size() > kProblemBytes) return HELHET_INVALID_ARGUMENT;
  // A Write has no place for it: each receipt is a sign of life.
  if (call_->method() != "Read") return HELHET_OK;
  const int64_t now_ms = SteadyMs();
  int64_t last_ms = progress_at_ms_;
  if (now_ms - last_ms < kProgressIntervalMs || !progress_at_ms_.compare_exchange_strong(last_ms, now_ms)) {
    return HELHET_OK;
  }
  return call_->SendIfIdle(FieldHeader(kProgress, message.size()), message) ? HELHET_OK : HELHET_CANCELLED;
}

helhet_status Bridge::Acquire(std::string_view message) {
  if (call_ == nullptr) return HELHET_FAILED_PRECONDITION;
  if (message.size() > kProblemBytes) return HELHET_INVALID_ARGUMENT;
  // Only a Read has a way back for the grant; the other calls are single ones.
  if (call_->method() != "Read") return call_->cancelled() ? HELHET_CANCELLED : HELHET_OK;
  const uint64_t id = ++requests_;
  const std::string numbered = std::string(message) + VarintField(kRequestId, id);
  if (!call_->Send(FieldHeader(kAcquire, numbered.size()), numbered)) return HELHET_CANCELLED;
  return call_->WaitForGrant(id) ? HELHET_OK : HELHET_CANCELLED;
}

grpc::Status Bridge::Outcome(helhet_status code) const {
  if (code == HELHET_OK) return grpc::Status::OK;
  // A number that gRPC does not know would go out as it is; the hub shall see a code.
  const auto known = code > 0 && code <= 16 ? static_cast<grpc::StatusCode>(code) : grpc::StatusCode::UNKNOWN;
  if (problem_.empty()) return {known, "the connector failed and did not say why"};
  if (problem_.size() > kProblemBytes) return {known, "the connector failed and said too much about it"};
  const auto what = FindField(problem_, kProblemWhat);
  return {known, what ? std::string(what->bytes) : std::string(), problem_};
}

}  // namespace helhet::plugin_host
