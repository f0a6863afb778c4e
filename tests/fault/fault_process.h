// A process that tests kill: started with a fault, waited for, and looked into.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace helhet::testing {

// Whether this is the run that kills as often as the release demands (HELHET_FAULT_TESTS=full).
bool KillsInFull();

// Starts a program, with variables of the environment, `HELHET_FAULT=point:1`, beside its own.
pid_t StartProcess(const std::vector<std::string>& command, const std::vector<std::string>& environment);
// Exit code, or minus the signal.
int WaitFor(pid_t process);
// Waits for so long, or until it ends: then true.
bool WaitAtMost(pid_t process, int time_ms);
// Processes that a process has started and that live.
std::vector<pid_t> ChildrenOf(pid_t process);

}  // namespace helhet::testing
