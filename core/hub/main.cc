// helhetd: the hub as a process. Starts, says that it is ready, and ends on SIGTERM or SIGINT.
#include <grpc/support/log.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "core/hub/hub.h"
#include "core/log.h"

#include <spdlog/sinks/stdout_sinks.h>

namespace helhet::hub {
namespace {

// In every thread from the first on, so that none but the one that waits is interrupted by them.
sigset_t BlockEndingSignals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a reader of the ready line may have left
  return ending;
}

// gRPC's own words, in the hub's log and form. Its errors are mostly somebody who does not speak TLS.
void LogForGrpc(gpr_log_func_args* line) {
  const auto level = line->severity == GPR_LOG_SEVERITY_ERROR ? spdlog::level::warn : spdlog::level::debug;
  spdlog::log(level, "grpc file={} what=\"{}\"", line->file, line->message);
}

void SayReady(const std::string& address, int ready_fd) {
  std::cout << "helhetd ready address=" << address << std::endl;
  if (ready_fd < 0) return;
  const std::string line = address + "\n";
  if (write(ready_fd, line.data(), line.size()) < 0) spdlog::warn("ready_not_told descriptor={}", ready_fd);
  close(ready_fd);
}

ExitCode Run(int argc, char** argv) {
  const sigset_t ending = BlockEndingSignals();
  // Standard output is for the ready line, and whoever waits for it.
  spdlog::set_default_logger(spdlog::stderr_logger_mt("helhetd"));
  gpr_set_log_function(LogForGrpc);
  std::error_code error;
  const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
  const CommandLine command_line = ParseCommandLine(argc, argv, executable);
  if (const auto* code = std::get_if<ExitCode>(&command_line)) return *code;
  const Options& options = std::get<Options>(command_line);

  auto hub = Hub::Start(options);
  if (!hub.ok()) {
    const Status& status = hub.status();
    std::cerr << "helhetd: " << status.message() << (status.remedy().empty() ? "" : "; " + status.remedy()) << "\n";
    return ExitCodeOf(status);
  }
  spdlog::info("started address={} data={}", (*hub)->address(), options.data.string());
  SayReady((*hub)->address(), options.ready_fd);

  int signal_number = 0;
  sigwait(&ending, &signal_number);
  spdlog::info("ending signal={}", signal_number);
  return kExitOk;
}

}  // namespace
}  // namespace helhet::hub

int main(int argc, char** argv) { return helhet::hub::Run(argc, argv); }
