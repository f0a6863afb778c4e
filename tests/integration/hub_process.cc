#include "tests/integration/hub_process.h"

#include <fcntl.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace helhet::testing {
namespace {

constexpr int kReadyDescriptor = 3;

std::string ContentOf(const std::filesystem::path& path) {
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

// Everything until the other end is closed, or up to the end of the first line.
std::string ReadFrom(int descriptor, bool one_line) {
  std::string text;
  char c;
  while (read(descriptor, &c, 1) == 1 && !(one_line && c == '\n')) text += c;
  return text;
}

}  // namespace

HubProcess::HubProcess(const std::filesystem::path& data, std::vector<std::string> arguments, const std::vector<std::string>& launcher) : data_(data) {
  int ready[2], output[2], errors[2];
  for (int* pair : {ready, output, errors}) {
    if (pipe2(pair, O_CLOEXEC) != 0) return;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ready[1], kReadyDescriptor);
  arguments.insert(arguments.begin(), {HELHET_BUILD_FOLDER "/bin/helhetd", "--data", data.string(), "--ready-fd", std::to_string(kReadyDescriptor),
                                       "--plugins", HELHET_BUILD_FOLDER "/plugins", "--plugins", HELHET_BUILD_FOLDER "/test_plugins"});
  arguments.insert(arguments.begin(), launcher.begin(), launcher.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  if (posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  for (const int end : {ready[1], output[1], errors[1]}) close(end);
  ready_ = ready[0];
  output_pipe_ = output[0];
  errors_pipe_ = errors[0];
}

HubProcess::~HubProcess() {
  if (pid_ > 0) End(SIGKILL);
  for (const int end : {ready_, output_pipe_, errors_pipe_}) close(end);
}

bool HubProcess::WaitReady() {
  address_ = ReadFrom(ready_, true);
  return !address_.empty();
}

int HubProcess::End(int signal) {
  kill(pid_, signal);
  return Wait();
}

int HubProcess::Wait() {
  // Both at once: a hub that fills one pipe must not wait for the other to be read.
  std::thread reader([this] { output_ += ReadFrom(output_pipe_, false); });
  errors_ += ReadFrom(errors_pipe_, false);
  reader.join();
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<pid_t> HubProcess::Children() const {
  std::vector<pid_t> children;
  const std::string own = std::to_string(pid_);
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + own + "/task")) {
    std::ifstream list(thread.path() / "children");
    for (pid_t child; list >> child;) children.push_back(child);
  }
  return children;
}

std::shared_ptr<grpc::Channel> HubProcess::Channel() const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ContentOf(data_ / "tls" / "ca.pem");
  return grpc::CreateChannel(address_, grpc::SslCredentials(options));
}

std::unique_ptr<grpc::ClientContext> HubProcess::Context() const {
  std::string token = ContentOf(data_ / "admin.token");
  if (token.ends_with('\n')) token.pop_back();
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", "Bearer " + token);
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  return context;
}

}  // namespace helhet::testing
