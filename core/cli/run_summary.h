// How runs went, for a person: one line each, and the law that nothing is lost.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/cli/session.h"
#include "helhet/api/v1/connector_service.pb.h"

namespace helhet::cli {

std::string RunStateText(api::v1::RunState state, Language language);
// Facts that were stored: new, changed and deleted.
int64_t Stored(const api::v1::RunCounters& counters);
// How long a run took; empty while it is under way.
std::string RunDuration(const api::v1::Run& run, Language language);

// One row for each run. `names`: municipalities by identifier.
Table RunTable(const Session& session, const std::vector<api::v1::Run>& runs, const std::map<std::string, std::string>& names, bool with_sum);

// The table with what has to be said below it: the law, what waits and was refused, and each failed run as a
// sentence with what to do.
void PrintRunSummary(Session& session, const std::vector<api::v1::Run>& runs, const std::map<std::string, std::string>& names);

}  // namespace helhet::cli
