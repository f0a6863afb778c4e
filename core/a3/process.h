// The process of a sheet: which steps there are, who may take them, and what must stand on the sheet first.
// README.md has the table. No rows are read or written here.
#pragma once

#include <string>
#include <vector>

#include "core/security/roles.h"
#include "helhet/model/v1/a3.pb.h"
#include "helhet/status.h"

namespace helhet::a3 {

// A sheet with what a step looks at.
struct Standing {
  const model::v1::A3& sheet;
  const std::vector<model::v1::A3>& deep_dives;  // its children
  const std::vector<model::v1::A3Step>& steps;   // that it has taken
};

// What somebody asks for.
struct StepRequest {
  model::v1::A3State state = model::v1::A3_STATE_UNSPECIFIED;
  model::v1::Decision decision;
  std::string note;
};

// Whether the step may be taken. FAILED_PRECONDITION when there is no such step from where the sheet stands (it tells
// those there are), or when something is missing for it (one line for each); PERMISSION_DENIED when it is another role's;
// INVALID_ARGUMENT for a decision or a note that is not as the step demands.
Status CheckStep(const Standing& standing, const StepRequest& request, security::Role role);

// Whether a change of the sheet's content is one that is open where it stands. Both are whole sheets. FAILED_PRECONDITION
// names the fields that may not change.
Status CheckChange(const model::v1::A3& before, const model::v1::A3& after);

// Where a sheet stands: one that does not say is a draft.
model::v1::A3State StateOf(const model::v1::A3& sheet);
// `draft`, as in files. Of what StateOf gives.
std::string StateName(model::v1::A3State state);

// The change actions of deep dives that are back and have not been taken up yet, as they are to stand on the sheet.
std::vector<model::v1::Action> ActionsToTakeUp(const Standing& standing);

// Whether there is work on the sheet: it is neither closed nor not adopted.
bool IsUnderWay(const model::v1::A3& sheet);

// Whether the action is neither done nor stopped.
bool IsOpen(const model::v1::Action& action);

}  // namespace helhet::a3
