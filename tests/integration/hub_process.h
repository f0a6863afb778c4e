// helhetd as a process of its own, as an operator runs it.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace helhet::testing {

class HubProcess {
 public:
  // Starts helhetd on a data folder with the plugins of the build, and `arguments` beside; through the program `launcher` where one is
  // given, which becomes helhetd.
  explicit HubProcess(const std::filesystem::path& data, std::vector<std::string> arguments = {}, const std::vector<std::string>& launcher = {});
  // Kills it if it still runs.
  ~HubProcess();
  HubProcess(const HubProcess&) = delete;
  HubProcess& operator=(const HubProcess&) = delete;

  // Waits until the hub says that it is ready. False when it ended instead.
  bool WaitReady();
  // Sends a signal and waits for the end; gives the exit code, or 128 and the signal that ended it.
  int End(int signal);
  // Waits for the end; as End.
  int Wait();
  // What it printed, once it has ended.
  const std::string& output() const { return output_; }
  const std::string& errors() const { return errors_; }

  const std::string& address() const { return address_; }
  // Processes that it has started and that live.
  std::vector<pid_t> Children() const;

  // A connection as client.yaml says; and a call's context with the administrator's token.
  std::shared_ptr<grpc::Channel> Channel() const;
  std::unique_ptr<grpc::ClientContext> Context() const;

 private:
  const std::filesystem::path data_;
  pid_t pid_ = -1;
  int ready_ = -1;
  int output_pipe_ = -1;
  int errors_pipe_ = -1;
  std::string address_;
  std::string output_;
  std::string errors_;
};

}  // namespace helhet::testing
