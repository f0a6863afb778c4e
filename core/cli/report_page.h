// A unit's report as people and programs read it.
#pragma once

#include <vector>

#include "core/cli/session.h"
#include "core/cli/table.h"
#include "helhet/api/v1/report_service.pb.h"

namespace helhet::cli {

// What there is to look at, with what to do.
Table AttentionTable(const Session& session, const std::vector<api::v1::AttentionItem>& items);

// Prints the report in the form that was asked for. As csv it is one table: a row for each measure, action, benefit and thing to look at.
void PrintReport(Session& session, const api::v1::ReportUnitResponse& report);

}  // namespace helhet::cli
