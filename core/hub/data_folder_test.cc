#include "core/hub/data_folder.h"

#include <gtest/gtest.h>

#include "core/security/testing/temporary_folder.h"

namespace helhet::hub {
namespace {

TEST(DataFolderTest, IsMadeForItsOwnerOnlyAndKeepsItsName) {
  const security::TemporaryFolder folder;
  std::string hub_id;
  {
    const auto data = DataFolder::Open(folder / "hub");
    ASSERT_TRUE(data.ok()) << data.status().message();
    EXPECT_EQ(std::filesystem::status(folder / "hub").permissions(), std::filesystem::perms(0700));
    hub_id = data->hub_id;
    EXPECT_TRUE(hub_id.starts_with("hub-"));
  }
  const auto again = DataFolder::Open(folder / "hub");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->hub_id, hub_id);
}

TEST(DataFolderTest, ASecondHubIsRefusedAndToldWhoHasIt) {
  const security::TemporaryFolder folder;
  const auto first = DataFolder::Open(folder / "hub");
  ASSERT_TRUE(first.ok());
  const auto second = DataFolder::Open(folder / "hub");
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(second.status().reason(), "already_in_use");
  EXPECT_NE(second.status().message().find("process " + std::to_string(getpid())), std::string::npos);
}

TEST(DataFolderTest, ChildrensSocketsGetAShortPathHoweverLongTheFoldersIs) {
  const security::TemporaryFolder folder;
  const auto data = DataFolder::Open(folder / std::string(100, 'x'));
  ASSERT_TRUE(data.ok()) << data.status().message();
  EXPECT_LT(data->runtime_folder.string().size(), 70u);
  std::filesystem::remove(data->runtime_folder);
}

TEST(DataFolderTest, ARuntimeFolderThatIsALinkIsRefused) {
  const security::TemporaryFolder folder;
  const std::filesystem::path path = folder / "hub";
  ASSERT_TRUE(DataFolder::Open(path).ok());
  std::filesystem::remove(path / "run");
  std::filesystem::create_directory_symlink(folder.path(), path / "run");
  const auto data = DataFolder::Open(path);
  EXPECT_EQ(data.status().reason(), "runtime_folder");
}

TEST(StoreLockTest, ASecondHubOnOneSqliteFileIsRefused) {
  const security::TemporaryFolder folder;
  const std::string url = "sqlite:" + (folder / "helhet.db").string();
  auto first = LockStore(url);
  ASSERT_TRUE(first.ok() && first->has_value());
  EXPECT_EQ(LockStore(url).status().reason(), "already_in_use");
  first->reset();
  EXPECT_TRUE(LockStore(url).ok());
}

TEST(StoreLockTest, AStoreForManyNeedsNone) {
  const auto lock = LockStore("postgresql:///helhet");
  ASSERT_TRUE(lock.ok());
  EXPECT_FALSE(lock->has_value());
}

}  // namespace
}  // namespace helhet::hub
