// Failures as they cross the plugin border and stand in rows.
#pragma once

#include <string>

#include <grpcpp/support/status.h>

#include "helhet/plugin/v1/record.pb.h"
#include "helhet/status.h"

namespace helhet::plugin {

// What a connector says in its status details, else what gRPC says. `plugin` goes in front: `plugin ehf
// 1.2.0: folder_not_found ...`.
Status FromCall(const grpc::Status& status, const std::string& plugin);

// A problem that stands in a message, with the code that it is to have.
Status FromProblem(const v1::Problem& problem, StatusCode code);

// Code, class, setting, what happened, what to do.
v1::Problem ToProblem(const Status& status);

}  // namespace helhet::plugin
