#include "core/plugin/host/log.h"

#include <algorithm>
#include <string>

#include <unistd.h>

#include "helhet/plugin_abi.h"

namespace helhet::plugin_host {

void LogLine(int32_t level, std::string_view line) {
  constexpr size_t kLineBytes = 4000;  // The hub cuts there; a write below PIPE_BUF is never mixed with another.
  const char* prefix = "<6>";
  if (level <= HELHET_LOG_DEBUG) prefix = "<7>";
  if (level == HELHET_LOG_WARNING) prefix = "<4>";
  if (level >= HELHET_LOG_ERROR) prefix = "<3>";
  std::string text(prefix);
  text.append(line.substr(0, kLineBytes));
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.push_back('\n');
  if (write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // Nobody is left to tell.
}

}  // namespace helhet::plugin_host
