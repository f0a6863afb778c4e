// The `helhet` executable.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "core/cli/command_line.h"

namespace {

std::string Environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

// Columns of the terminal; 80 where there is none. Wider lines than 120 are hard to read.
int Width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<int>(size.ws_col, 60, 120);
}

// Only a locale that names another character set says that the terminal cannot show small curves; many
// machines name none.
bool HasUtf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale = Environment(name);
    if (locale.empty()) continue;
    std::transform(locale.begin(), locale.end(), locale.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find('.') == std::string::npos || locale.find("utf") != std::string::npos;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  // gRPC tells of failed connections on the error stream in words for its makers; we say it in ours.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  helhet::cli::Surroundings around{.out = std::cout, .err = std::cerr};
  around.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  around.err_is_terminal = isatty(STDERR_FILENO) != 0;
  around.width = Width();
  around.has_utf8 = HasUtf8();
  around.environment = Environment;
  around.now_s = [] {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  };
  return static_cast<int>(helhet::cli::RunCommandLine({argv + 1, argv + argc}, around));
}
