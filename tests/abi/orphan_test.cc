// No child outlives its hub, however the hub ends.
#include <csignal>
#include <cstdlib>

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/plugin/descriptor.h"
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

constexpr int kPatienceMs = 10'000;

// Whether the process ends in reasonable time.
bool Ends(const Descriptor& process) {
  pollfd ended{process.get(), POLLIN, 0};
  return poll(&ended, 1, kPatienceMs) == 1;
}

Descriptor Watch(pid_t pid) { return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); }

class OrphanTest : public ChildrenTest {};

TEST_F(OrphanTest, ChildDiesWithAHubThatIsKilled) {
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
  const Descriptor here(pair[0]);
  Descriptor there(pair[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, there.get(), STDIN_FILENO);
  const std::string plugins = HELHET_BUILD_FOLDER "/faulty_plugins";
  const std::string host = HELHET_BUILD_FOLDER "/bin/helhet-plugin-host";
  const std::string runtime = (folder() / "run").string(), libraries = HELHET_BUILD_FOLDER "/lib";
  const char* const arguments[] = {HELHET_BUILD_FOLDER "/bin/hub_to_kill", plugins.c_str(), host.c_str(),
                                   runtime.c_str(), libraries.c_str(), nullptr};
  pid_t hub = -1;
  ASSERT_EQ(posix_spawn(&hub, arguments[0], &actions, nullptr, const_cast<char**>(arguments), environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  there.Close();

  char number[16] = "";
  ASSERT_GT(read(here.get(), number, sizeof(number) - 1), 0);
  const Descriptor child = Watch(atoi(number));
  ASSERT_TRUE(child.open());
  kill(hub, SIGKILL);
  waitpid(hub, nullptr, 0);
  EXPECT_TRUE(Ends(child));
}

TEST_F(OrphanTest, ChildDiesWithItsSupervisor) {
  auto connection = supervisor().StartNew(Faulty("none"));
  ASSERT_OK(connection.status());
  const Descriptor child = Watch((*connection)->child().pid());
  connection->reset();
  StopSupervisor();
  EXPECT_TRUE(Ends(child));
}

TEST_F(OrphanTest, ChildEndsByItselfWhenItIsLetGo) {
  auto connection = supervisor().StartNew(Faulty("none"));
  ASSERT_OK(connection.status());
  const Descriptor child = Watch((*connection)->child().pid());
  connection->reset();
  EXPECT_TRUE(Ends(child));
}

TEST_F(OrphanTest, LeavesNothingInTheRuntimeFolder) {
  ASSERT_OK(supervisor().StartNew(Faulty("none")).status());
  ASSERT_OK(supervisor().StartNew(Faulty("crash")).status());
  StopSupervisor();
  std::string left;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder() / "run")) left += entry.path().string() + "\n";
  EXPECT_EQ(left, "");
}

TEST_F(OrphanTest, RemovesWhatAKilledHubLeft) {
  std::filesystem::create_directories(folder() / "run/c.abcdef/w");
  supervisor();
  EXPECT_TRUE(std::filesystem::is_empty(folder() / "run"));
}

}  // namespace
}  // namespace helhet::plugin
