#include "helhet/values/flags.h"

#include <utility>

#include "helhet/limits.h"

namespace helhet::sdk {

void Flags::Add(const char* rule, std::string where, std::string what) {
  Seen& seen = seen_[rule];
  if (++seen.count <= limits::kFlagsPerRule) {
    seen.last = fact_.flags_size();
    seen.last_what = what;
    auto* flag = fact_.add_flags();
    flag->set_rule(rule);
    flag->set_where(std::move(where));
    flag->set_what(std::move(what));
  } else {
    fact_.mutable_flags(seen.last)->set_what(seen.last_what + "; and " +
                                             std::to_string(seen.count - limits::kFlagsPerRule) + " more");
  }
}

}  // namespace helhet::sdk
