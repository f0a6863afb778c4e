// fork and exec of a connector process.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/plugin/descriptor.h"
#include "helhet/status.h"

namespace helhet::plugin {

struct SpawnRequest {
  std::filesystem::path program;
  std::vector<std::string> arguments;    // what `ps` shows, program name included
  std::vector<std::string> environment;  // all of it: `NAME=value`
  int control = -1;                      // becomes kControlDescriptor
  int image = -1;                        // becomes kImageDescriptor
  int output = -1;                       // becomes standard output and error
};

struct Spawned {
  pid_t pid = -1;
  Descriptor process;  // pidfd
};

// Starts a process in a group of its own that is killed when the calling thread ends: call it from a thread
// that lives as long as the hub. It inherits the named descriptors and no others, nor any environment.
Result<Spawned> Spawn(const SpawnRequest& request);

}  // namespace helhet::plugin
