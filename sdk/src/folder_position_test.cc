#include "folder_position.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

TEST(FolderPosition, SurvivesItsTextForm) {
  FolderPosition position;
  position.time_ns = 1'700'000'000'123'456'789;
  position.name = "2023/\"april\" \\xe5.zip";
  position.entry = 17;
  position.folders_digest = 0x9f3c00000000beef;
  const auto again = FolderPosition::FromJson(position.ToJson());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->time_ns, position.time_ns);
  EXPECT_EQ(again->name, position.name);
  EXPECT_EQ(again->entry, 17);
  EXPECT_EQ(again->folders_digest, position.folders_digest);
}

TEST(FolderPosition, LeavesOutTheEntryOfAWholeFile) {
  FolderPosition position;
  position.name = "a.xml";
  EXPECT_EQ(position.ToJson(), R"({"time_ns":0,"name":"a.xml","folders":"0000000000000000"})");
  EXPECT_EQ(FolderPosition::FromJson(position.ToJson())->entry, FolderPosition::kWholeFile);
}

TEST(FolderPosition, RefusesTextThatIsNoPosition) {
  for (const char* text : {"done", "{}", "[1]", R"({"time_ns":"x","name":"a","folders":"0"})",
                           R"({"time_ns":1,"name":"a","folders":"0","entry":"x"})"}) {
    const auto position = FolderPosition::FromJson(text);
    ASSERT_FALSE(position.ok()) << text;
    EXPECT_EQ(position.status().reason(), "checkpoint_unreadable");
    EXPECT_EQ(position.status().code(), StatusCode::kFailedPrecondition);
  }
}

}  // namespace
}  // namespace helhet::sdk
