#include "core/security/roles.h"

namespace helhet::security {
namespace {

constexpr std::string_view kNames[] = {"administrator",  "operator",       "owner",  "contributor", "validator",
                                       "decision_maker", "representative", "reader", "recipient"};

constexpr RoleSet kAllRoles = (1u << std::size(kNames)) - 1;

constexpr Role RoleAt(size_t index) { return static_cast<Role>(1u << index); }

}  // namespace

Result<Role> ParseRole(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (name == kNames[i]) return RoleAt(i);
  }
  return InvalidArgument("role: there is no '" + std::string(name) + "'; the roles are " + RoleNames(kAllRoles))
      .WithReason("role_unknown").WithSetting("role").WithClass(ErrorClass::kConfiguration);
}

std::string_view RoleName(Role role) {
  size_t index = 0;
  while (RoleAt(index) != role) ++index;
  return kNames[index];
}

std::string RoleNames(RoleSet set) {
  std::string names;
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (Holds(set, RoleAt(i))) names += (names.empty() ? "" : ", ") + std::string(kNames[i]);
  }
  return names;
}

}  // namespace helhet::security
