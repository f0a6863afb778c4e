// Runs as the API tells of them.
#pragma once

#include <string>

#include "core/run/ledger.h"
#include "core/run/runner.h"
#include "helhet/api/v1/connector_service.pb.h"

namespace helhet::api {

v1::Run ToProto(const run::RunRecord& record, const std::string& municipality_id);
v1::RunConnectorResponse ToProto(const run::RunUpdate& update, const std::string& municipality_id);

}  // namespace helhet::api
