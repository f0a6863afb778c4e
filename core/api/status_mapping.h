// Failures as they cross the API: gRPC's code and message, with a helhet.plugin.v1.Problem as details.
#pragma once

#include <grpcpp/support/status.h>

#include "helhet/status.h"

namespace helhet::api {

// The problem stands in the details as bytes of its own type, as it does between hub and connector.
grpc::Status ToGrpc(const Status& status);

}  // namespace helhet::api
