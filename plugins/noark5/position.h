// Where a later read begins.
#pragma once

#include <string>

#include "helhet/status.h"
#include "moment.h"

namespace helhet::noark5 {

// Everything that was made or changed at or before `through` has been read. As text {"through":"2024-03-01T10:00:00+01:00"}.
struct Position {
  Moment through;

  // Empty text for the beginning.
  std::string ToJson() const;
  // FAILED_PRECONDITION checkpoint_unreadable for what is no such text.
  static Result<Position> FromJson(const std::string& text);

  // The position after a read that began at `began_s`, seconds since 1970 by the core's clock, and saw `latest` as the last
  // change. What was changed in the ten minutes before the read may have been stored after it: a core that is busy stamps a
  // change before others see it. Those minutes are read again. Never moves back.
  Position After(const Moment& latest, int64_t began_s) const;
};

}  // namespace helhet::noark5
