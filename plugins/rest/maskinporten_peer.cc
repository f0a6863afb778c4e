#include "maskinporten_peer.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace helhet::rest {
namespace {

[[noreturn]] void Die(const char* what) {
  std::fprintf(stderr, "maskinporten_peer: %s\n", what);
  std::abort();
}

// Starts the program with these descriptors as input and output; -1 for its parent's.
pid_t Start(std::vector<std::string> arguments, int input, int output) {
  arguments.insert(arguments.begin(), {"/usr/bin/python3", std::string(HELHET_PLUGIN_DIR) + "/tests/maskinporten_peer.py"});
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = -1;
  if (posix_spawn(&child, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) Die("cannot be started");
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

}  // namespace

void MaskinportenPeer::MakeKeys(const std::filesystem::path& folder) {
  int status = -1;
  const pid_t child = Start({"keys", folder.string(), "--now", std::to_string(kNowSeconds)}, -1, -1);
  if (waitpid(child, &status, 0) != child || status != 0) Die("makes no keys");
}

MaskinportenPeer::MaskinportenPeer(const std::filesystem::path& folder, std::vector<std::string> options) {
  int input[2], output[2];
  if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) Die("no pipe");
  options.insert(options.begin(), {"serve", folder.string()});
  child_ = Start(std::move(options), input[0], output[1]);
  close(input[0]);
  close(output[1]);
  input_ = input[1];
  std::string port;
  char byte = 0;
  while (read(output[0], &byte, 1) == 1 && byte != '\n') port += byte;
  close(output[0]);
  if (port.empty()) Die("does not serve");
  url_ = "http://127.0.0.1:" + port;
}

MaskinportenPeer::~MaskinportenPeer() {
  close(input_);  // at which it ends
  waitpid(child_, nullptr, 0);
}

}  // namespace helhet::rest
