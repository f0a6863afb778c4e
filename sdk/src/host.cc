#include "helhet/connector.h"

namespace helhet::sdk {
namespace {

helhet_bytes Bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

Status FromAbi(helhet_status code, const char* what) {
  if (code == HELHET_OK) return OkStatus();
  return Status(static_cast<StatusCode>(code), what);
}

}  // namespace

void Host::Log(int level, std::string_view line) const { host_->log(host_->self, level, Bytes(line)); }

Status Host::Progress(std::string_view activity, int64_t done, int64_t total) const {
  plugin::v1::Progress progress;
  progress.set_activity(std::string(activity));
  if (done >= 0) progress.set_done(done);
  if (total >= 0) progress.set_total(total);
  return FromAbi(host_->progress(host_->self, Bytes(progress.SerializeAsString())), "progress: the call is cancelled");
}

bool Host::cancelled() const { return host_->cancelled(host_->self) != 0; }

Status Host::Acquire(const plugin::v1::Acquire& request) const {
  return FromAbi(host_->acquire(host_->self, Bytes(request.SerializeAsString())), "acquire: the call is cancelled");
}

int64_t Host::now_us() const { return host_->now_us(host_->self); }

}  // namespace helhet::sdk
