#include "core/plugin/problem.h"

namespace helhet::plugin {

Status FromProblem(const v1::Problem& problem, StatusCode code) {
  Status status(code, problem.what());
  status.WithReason(problem.code()).WithSetting(problem.setting()).WithRemedy(problem.remedy());
  status.WithRetryAfterMs(problem.retry_after_ms());
  return status.WithClass(static_cast<ErrorClass>(problem.problem_class()));
}

Status FromCall(const grpc::Status& status, const std::string& plugin) {
  if (status.ok()) return OkStatus();
  const auto code = static_cast<StatusCode>(status.error_code());
  v1::Problem problem;
  if (!status.error_details().empty() && problem.ParseFromString(status.error_details()) && !problem.what().empty()) {
    return FromProblem(problem, code).Annotate(plugin);
  }
  return Status(code, plugin + ": " + status.error_message()).WithClass(ErrorClass::kPlugin);
}

}  // namespace helhet::plugin
