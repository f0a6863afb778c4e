// The programs of the build, run as a user runs them.
#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace helhet::testing {

struct Printed {
  int exit_code;
  std::string text;
};

// A line of the shell; may end with `2>&1`.
inline Printed RunShell(const std::string& line) {
  FILE* pipe = popen(line.c_str(), "r");
  std::string printed;
  char block[4096];
  for (size_t size = 0; (size = fread(block, 1, sizeof(block), pipe)) > 0;) printed.append(block, size);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, printed};
}

// As RunShell; `command` begins with the name of a program of the build.
inline Printed RunProgram(const std::string& command) { return RunShell(HELHET_BUILD_FOLDER "/bin/" + command); }

}  // namespace helhet::testing
