#include "helhet/testing/fake_host.h"

#include <utility>

namespace helhet::testing {
namespace {

std::string Text(helhet_bytes bytes) { return {reinterpret_cast<const char*>(bytes.data), bytes.size}; }

helhet_bytes Bytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

FakeHost::FakeHost() : table_{}, host_(&table_) {
  table_.struct_size = sizeof(table_);
  table_.abi_major = HELHET_ABI_MAJOR;
  table_.abi_minor = HELHET_ABI_MINOR;
  table_.self = this;
  table_.emit = [](void* self, helhet_bytes message) { return Of(self).Emit(message); };
  table_.progress = [](void* self, helhet_bytes message) -> helhet_status {
    Of(self).progress_.emplace_back().ParseFromString(Text(message));
    return Of(self).cancelled_ ? HELHET_CANCELLED : HELHET_OK;
  };
  table_.problem = [](void* self, helhet_bytes message) { Of(self).problem_.ParseFromString(Text(message)); };
  table_.log = [](void* self, int32_t, helhet_bytes line) { Of(self).log_.push_back(Text(line)); };
  table_.cancelled = [](void* self) -> int32_t { return Of(self).cancelled_ ? 1 : 0; };
  table_.acquire = [](void* self, helhet_bytes message) -> helhet_status {
    Of(self).acquired_.emplace_back().ParseFromString(Text(message));
    if (Of(self).on_acquire_) Of(self).on_acquire_(Of(self).acquired_.back());
    return Of(self).cancelled_ ? HELHET_CANCELLED : HELHET_OK;
  };
  table_.now_us = [](void* self) { return Of(self).now_us_; };
  table_.acknowledged = [](void* self) -> uint64_t {
    const auto& batches = Of(self).batches_;
    return batches.empty() ? 0 : batches.back().sequence();
  };
  table_.next_write = [](void* self, void (*receive)(void*, helhet_bytes), void* context) -> helhet_status {
    if (Of(self).cancelled_) return HELHET_CANCELLED;
    const std::string request = std::exchange(Of(self).to_write_, "");
    if (request.empty()) return HELHET_NOT_FOUND;
    receive(context, Bytes(request));
    return HELHET_OK;
  };
}

helhet_status FakeHost::Emit(helhet_bytes message) {
  if (cancelled_) return HELHET_CANCELLED;
  if (!reading_) {
    response_ = Text(message);
    return HELHET_OK;
  }
  if (!batches_.emplace_back().ParseFromString(Text(message))) return HELHET_INVALID_ARGUMENT;
  if (batches_until_cancel_ > 0 && --batches_until_cancel_ == 0) cancelled_ = true;
  return HELHET_OK;
}

std::vector<plugin::v1::Record> FakeHost::Records() const {
  std::vector<plugin::v1::Record> records;
  for (const auto& batch : batches_) records.insert(records.end(), batch.records().begin(), batch.records().end());
  return records;
}

std::string FakeHost::Checkpoint() const { return batches_.empty() ? "" : batches_.back().checkpoint(); }

void FakeHost::Resume() {
  cancelled_ = false;
  batches_until_cancel_ = -1;
}

ConnectorDriver::ConnectorDriver(const helhet_plugin* plugin, FakeHost& host)
    : plugin_(plugin), host_(host), instance_(plugin->create(host.table())) {}

ConnectorDriver::~ConnectorDriver() { plugin_->destroy(instance_); }

Result<plugin::v1::DescribeResponse> ConnectorDriver::Describe() {
  return Unary<plugin::v1::DescribeResponse>(plugin_->describe);
}

Status ConnectorDriver::Configure(const std::string& settings_json, const std::map<std::string, std::string>& secrets) {
  plugin::v1::ConfigureRequest request;
  request.set_settings_json(settings_json);
  request.mutable_secrets()->insert(secrets.begin(), secrets.end());
  request.set_municipality_id("levanger");
  request.set_connector_id("under-test");
  host_.problem_.Clear();
  return Outcome(plugin_->configure(instance_, Bytes(request.SerializeAsString())));
}

Result<std::string> ConnectorDriver::Check() {
  HELHET_ASSIGN_OR_RETURN(auto response, Unary<plugin::v1::CheckResponse>(plugin_->check));
  return response.summary();
}

Result<plugin::v1::DiscoverResponse> ConnectorDriver::Discover() {
  return Unary<plugin::v1::DiscoverResponse>(plugin_->discover);
}

Status ConnectorDriver::Read(const plugin::v1::ReadStart& start) {
  host_.problem_.Clear();
  host_.reading_ = true;
  const helhet_status code = plugin_->read(instance_, Bytes(start.SerializeAsString()));
  host_.reading_ = false;
  return Outcome(code);
}

Result<plugin::v1::WriteResponse> ConnectorDriver::Write(const plugin::v1::WriteRequest& request) {
  host_.to_write_ = request.SerializeAsString();
  return Unary<plugin::v1::WriteResponse>(plugin_->write);
}

template <typename Response>
Result<Response> ConnectorDriver::Unary(helhet_status (*call)(void*)) {
  host_.problem_.Clear();
  host_.response_.clear();
  HELHET_RETURN_IF_ERROR(Outcome(call(instance_)));
  Response response;
  if (!response.ParseFromString(host_.response_)) return Internal("fake host: the answer is no such message");
  return response;
}

Status ConnectorDriver::Outcome(helhet_status code) const {
  if (code == HELHET_OK) return OkStatus();
  const plugin::v1::Problem& problem = host_.problem_;
  return Status(static_cast<StatusCode>(code), problem.what())
      .WithReason(problem.code())
      .WithSetting(problem.setting())
      .WithRemedy(problem.remedy())
      .WithClass(static_cast<ErrorClass>(problem.problem_class()))
      .WithRetryAfterMs(problem.retry_after_ms());
}

}  // namespace helhet::testing
