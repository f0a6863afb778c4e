#include "core/plugin/problem.h"

namespace helhet::plugin {

Status FromProblem(const v1::Problem& problem, StatusCode code) {
  Status status(code, problem.what());
  status.WithReason(problem.code()).WithSetting(problem.setting()).WithRemedy(problem.remedy());
  status.WithRetryAfterMs(problem.retry_after_ms());
  return status.WithClass(static_cast<ErrorClass>(problem.problem_class()));
}

v1::Problem ToProblem(const Status& status) {
  v1::Problem problem;
  problem.set_code(status.reason());
  problem.set_problem_class(static_cast<v1::ProblemClass>(status.error_class()));
  problem.set_setting(status.setting());
  problem.set_what(status.message());
  problem.set_remedy(status.remedy());
  problem.set_retry_after_ms(status.retry_after_ms());
  return problem;
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
