// Who calls.
#pragma once

#include <string>
#include <vector>

#include "core/security/roles.h"

namespace helhet::security {

// What a token that stands says of its holder.
struct Identity {
  std::string token_id;
  std::string municipality_id;  // `*` is the whole hub
  std::string title;            // whose it is, or what it is for
  Role role = Role::kRecipient;
  std::vector<std::string> groups = {};  // that the holder is of: `tillitsvalgte`

  bool whole_hub() const { return municipality_id == "*"; }
  bool MaySee(const std::string& municipality) const { return whole_hub() || municipality_id == municipality; }
};

}  // namespace helhet::security
