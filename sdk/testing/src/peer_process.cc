#include "helhet/testing/peer_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace helhet::testing {
namespace {

[[noreturn]] void Die(const std::vector<std::string>& command, const char* what) {
  std::fprintf(stderr, "peer process:");
  for (const std::string& part : command) std::fprintf(stderr, " %s", part.c_str());
  std::fprintf(stderr, ": %s\n", what);
  std::abort();
}

// Starts the command with these descriptors as input and output; -1 for its parent's.
pid_t Start(std::vector<std::string> command, int input, int output) {
  std::vector<char*> arguments;
  for (std::string& part : command) arguments.push_back(part.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t process = -1;
  if (posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
    Die(command, "cannot be started");
  }
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

}  // namespace

PeerProcess::PeerProcess(const std::vector<std::string>& command) {
  int input[2], output[2];
  if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) Die(command, "no pipe");
  process_ = Start(command, input[0], output[1]);
  close(input[0]);
  close(output[1]);
  input_ = input[1];
  for (char byte; read(output[0], &byte, 1) == 1 && byte != '\n';) first_line_ += byte;
  close(output[0]);
  if (first_line_.empty()) Die(command, "does not serve");
}

PeerProcess::~PeerProcess() {
  close(input_);  // at which it ends
  waitpid(process_, nullptr, 0);
}

void PeerProcess::Run(const std::vector<std::string>& command) {
  int status = -1;
  const pid_t process = Start(command, -1, -1);
  if (waitpid(process, &status, 0) != process || status != 0) Die(command, "failed");
}

}  // namespace helhet::testing
