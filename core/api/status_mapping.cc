#include "core/api/status_mapping.h"

#include "core/plugin/problem.h"

namespace helhet::api {

grpc::Status ToGrpc(const Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message(), plugin::ToProblem(status).SerializeAsString());
}

}  // namespace helhet::api
