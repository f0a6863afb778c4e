// gRPC inside the full confinement: namespaces, Landlock, seccomp, no new privileges, limits.
#include <set>

#include "core/plugin/launch_protocol.h"
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

class ConfinementTest : public ChildrenTest {};

TEST_F(ConfinementTest, ReadsThroughGrpcInsideEveryPartOfTheSandbox) {
  auto connection = supervisor().StartNew(Hello());
  ASSERT_OK(connection.status());
  std::set<std::string> active;
  for (const auto& part : (*connection)->child().sandbox()) {
    EXPECT_TRUE(part.active) << part.name << ": " << part.why_not;
    active.insert(part.name);
  }
  EXPECT_EQ(active, std::set<std::string>(std::begin(kSandboxParts), std::end(kSandboxParts)));

  EXPECT_EQ((*connection)->description().name(), "hello");
  const auto summary = (*connection)->Check();
  ASSERT_OK(summary.status());
  EXPECT_EQ(*summary, "hello, region 5037");
  const auto streams = (*connection)->Discover();
  ASSERT_OK(streams.status());
  EXPECT_EQ(streams->streams_size(), 1);

  auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  auto event = (*session)->Next();
  ASSERT_OK(event.status());
  const auto& batch = std::get<v1::Batch>(*event);
  ASSERT_EQ(batch.records_size(), 1);
  EXPECT_EQ(batch.records(0).fact().statistic().region_code(), "5037");
  EXPECT_EQ(batch.checkpoint(), "done");
  ASSERT_OK((*session)->Acknowledge(batch.sequence()));
  event = (*session)->Next();
  ASSERT_OK(event.status());
  EXPECT_TRUE(std::holds_alternative<EndOfRead>(*event));
}

}  // namespace
}  // namespace helhet::plugin
