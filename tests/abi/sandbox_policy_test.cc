// What is done when the kernel refuses a part of the confinement. A filter on this thread, which children
// inherit, plays such a kernel: it knows no namespaces.
#include <cerrno>
#include <thread>

#include <seccomp.h>

#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

using testing::HasSubstr;

void ForbidNamespaces() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  ASSERT_NE(filter, nullptr);
  ASSERT_EQ(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(unshare), 0), 0);
  ASSERT_EQ(seccomp_load(filter), 0);
  seccomp_release(filter);
}

class SandboxPolicyTest : public ChildrenTest {
 protected:
  // Starts hello on a kernel without namespaces: the filter comes with the thread that starts the children.
  Result<std::unique_ptr<ChildConnection>> StartHello() {
    std::thread([this] {
      ForbidNamespaces();
      supervisor();
    }).join();
    return supervisor().StartNew(Hello());
  }
};

TEST_F(SandboxPolicyTest, RefusesToStartWhatCannotBeConfined) {
  const auto connection = StartHello();
  EXPECT_EQ(connection.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(connection.status().message(),
              HasSubstr("plugin hello 1.0.0: sandbox: the kernel refuses user_namespace "
                        "(unshare: Operation not permitted), and policy requires it"));
}

TEST_F(SandboxPolicyTest, GoesOnWithWhatTheKernelAllowsWhenPolicyPrefers) {
  options().sandbox = SandboxPolicy::kPrefer;
  const auto connection = StartHello();
  ASSERT_OK(connection.status());
  std::string refused;
  for (const auto& part : (*connection)->child().sandbox()) refused += part.active ? "" : part.name + " ";
  EXPECT_EQ(refused, "user_namespace network_namespace private_root ");
  EXPECT_OK((*connection)->Check().status());
}

}  // namespace
}  // namespace helhet::plugin
