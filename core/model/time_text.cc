#include "core/model/time_text.h"

#include <ctime>

namespace helhet::model {

std::string TimeText(int64_t time_us) {
  if (time_us == 0) return "";
  const time_t seconds = time_us / 1'000'000;
  tm parts;
  char text[32];
  return gmtime_r(&seconds, &parts) != nullptr && strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts) > 0 ? text : "";
}

}  // namespace helhet::model
