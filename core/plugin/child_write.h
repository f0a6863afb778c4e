// Documents on their way out through a child process.
#pragma once

#include "core/plugin/child_call.h"
#include "core/plugin/connection.h"

namespace helhet::plugin {

class ChildWrite : public WriteSession {
 public:
  explicit ChildWrite(std::unique_ptr<ChildCall> call) : call_(std::move(call)) {}

  Result<v1::WriteResponse> Deliver(const v1::WriteRequest& request) override;
  Status Finish() override;
  void Cancel() override { call_->Cancel(); }

 private:
  const std::unique_ptr<ChildCall> call_;
};

}  // namespace helhet::plugin
