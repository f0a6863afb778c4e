// Who may do what kind of thing. DESIGN.md section 8 names the roles; method_rules.cc says what they may call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::security {

// A token has one role. The values are bits of a RoleSet.
enum class Role : uint32_t {
  kAdministrator = 1 << 0,   // everything but approvals, tokens included
  kOperator = 1 << 1,        // connectors, runs, quarantine, configuration
  kOwner = 1 << 2,           // a leader who owns A3s and benefits
  kContributor = 1 << 3,     // works on A3s
  kValidator = 1 << 4,       // approves actuals
  kDecisionMaker = 1 << 5,   // submits, records decisions
  kRepresentative = 1 << 6,  // politicians, employee and safety representatives: sheets and their figures
  kReader = 1 << 7,          // reads
  kRecipient = 1 << 8,       // gets what a sharing agreement gives; nothing by itself
};

using RoleSet = uint32_t;

constexpr RoleSet operator|(Role a, Role b) { return static_cast<RoleSet>(a) | static_cast<RoleSet>(b); }
constexpr RoleSet operator|(RoleSet set, Role role) { return set | static_cast<RoleSet>(role); }
constexpr bool Holds(RoleSet set, Role role) { return (set & static_cast<RoleSet>(role)) != 0; }

// INVALID_ARGUMENT lists the roles.
Result<Role> ParseRole(std::string_view name);
// As in the API and the store: `decision_maker`.
std::string_view RoleName(Role role);
// `administrator, operator`.
std::string RoleNames(RoleSet set);

}  // namespace helhet::security
