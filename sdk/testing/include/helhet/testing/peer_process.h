// For tests: a server in another language as a child process. It tells its address in its first line of output, and ends
// when its standard input does.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace helhet::testing {

class PeerProcess {
 public:
  // Runs the command, whose first part is a program's path, and waits for the first line. Aborts when there is none.
  explicit PeerProcess(const std::vector<std::string>& command);
  ~PeerProcess();
  PeerProcess(const PeerProcess&) = delete;
  PeerProcess& operator=(const PeerProcess&) = delete;

  // Without its end of line.
  const std::string& first_line() const { return first_line_; }

  // Runs a command to its end. Aborts when it fails.
  static void Run(const std::vector<std::string>& command);

 private:
  pid_t process_ = -1;
  int input_ = -1;
  std::string first_line_;
};

}  // namespace helhet::testing
