#include "core/security/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/security/testing/temporary_folder.h"

namespace helhet::security {
namespace {

unsigned ModeOf(const std::filesystem::path& path) {
  struct stat about;
  EXPECT_EQ(stat(path.c_str(), &about), 0);
  return about.st_mode & 07777;
}

TEST(PrivateFileTest, IsReadByItsOwnerOnly) {
  const TemporaryFolder folder;
  ASSERT_TRUE(WritePrivateFile(folder / "key", "secret").ok());
  EXPECT_EQ(ModeOf(folder / "key"), 0600u);
  EXPECT_EQ(*ReadPrivateFile(folder / "key"), "secret");
}

TEST(PrivateFileTest, ReplacesWhatStoodThereAndLeavesNoDraft) {
  const TemporaryFolder folder;
  ASSERT_TRUE(WritePrivateFile(folder / "key", "a long first content").ok());
  ASSERT_TRUE(WritePrivateFile(folder / "key", "second").ok());
  EXPECT_EQ(*ReadPrivateFile(folder / "key"), "second");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(PrivateFileTest, RefusesASecretThatOthersMayRead) {
  const TemporaryFolder folder;
  ASSERT_TRUE(WritePrivateFile(folder / "key", "secret", 0640).ok());
  const auto content = ReadPrivateFile(folder / "key");
  EXPECT_EQ(content.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(content.status().reason(), "file_mode");
}

TEST(PrivateFileTest, TellsAMissingFileFromAnUnreadableOne) {
  const TemporaryFolder folder;
  EXPECT_EQ(ReadSmallFile(folder / "none").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(ReadSmallFile(folder.path()).status().code(), StatusCode::kUnavailable);
}

TEST(PrivateFileTest, ReadsNoLargeFile) {
  const TemporaryFolder folder;
  ASSERT_TRUE(WritePrivateFile(folder / "large", std::string((1u << 20) + 1, 'x')).ok());
  EXPECT_EQ(ReadSmallFile(folder / "large").status().code(), StatusCode::kResourceExhausted);
}

TEST(PrivateFolderTest, IsEnteredByItsOwnerOnlyEvenIfItWasThere) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "data");
  std::filesystem::permissions(folder / "data", std::filesystem::perms(0755));
  ASSERT_TRUE(MakePrivateFolder(folder / "data").ok());
  EXPECT_EQ(ModeOf(folder / "data"), 0700u);
}

}  // namespace
}  // namespace helhet::security
