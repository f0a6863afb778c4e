#include "core/api/status_mapping.h"

namespace helhet::api {

plugin::v1::Problem ToProblem(const Status& status) {
  plugin::v1::Problem problem;
  problem.set_code(status.reason());
  problem.set_problem_class(static_cast<plugin::v1::ProblemClass>(status.error_class()));
  problem.set_setting(status.setting());
  problem.set_what(status.message());
  problem.set_remedy(status.remedy());
  problem.set_retry_after_ms(status.retry_after_ms());
  return problem;
}

grpc::Status ToGrpc(const Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message(), ToProblem(status).SerializeAsString());
}

}  // namespace helhet::api
