// Which documents lie on a real server, and what has become of those that were known.
#include <chrono>

#include "apache_fixture.h"

namespace helhet::webdav {
namespace {

class ReadTest : public ApacheTest {
 protected:
  Status Read(const std::string& checkpoint = "", bool full = false) {
    host_.ForgetBatches();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_full(full);
    const Status configured = Configure();
    return configured.ok() ? connector_.Read(start) : configured;
  }
  // `path`, `-path` of a deletion, `!path` of a refusal.
  std::vector<std::string> Told() const {
    std::vector<std::string> told;
    for (const auto& record : host_.Records()) {
      told.push_back((record.has_deletion() ? "-" : record.has_refusal() ? "!" : "") + record.natural_key());
    }
    return told;
  }
  const model::v1::Fact& FactAt(size_t index) {
    records_ = host_.Records();
    return records_.at(index).fact();
  }

  std::vector<plugin::v1::Record> records_;
};

using Names = std::vector<std::string>;

TEST_F(ReadTest, TellsOfEveryDocumentInTheFolderAndThoseBelowIt) {
  Put("helse/Rutine for blåbær & vått.docx", "1");
  Put("helse/hjemme/b 100%.pdf", "22");
  Put("c#1?.txt", "333");
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Told(), (Names{"c#1?.txt", "helse/Rutine for blåbær & vått.docx", "helse/hjemme/b 100%.pdf"}));
  const auto& document = FactAt(1).archive_document();
  EXPECT_EQ(document.document_id(), "helse/Rutine for blåbær & vått.docx");
  EXPECT_EQ(document.title(), "Rutine for blåbær & vått");
  EXPECT_EQ(document.link(), server_->url() + "/helse/Rutine%20for%20bl%c3%a5b%c3%a6r%20%26%20v%c3%a5tt.docx");
  EXPECT_FALSE(document.version().empty());
  EXPECT_EQ(document.revision_date(), "") << "the time of a file is no revision unless somebody says so";
  EXPECT_EQ(FactAt(1).unit_codes(0).scheme(), "archive_folder");
  EXPECT_EQ(FactAt(1).unit_codes(0).code(), "helse");
  EXPECT_EQ(FactAt(0).unit_codes_size(), 0);
}

TEST_F(ReadTest, TakesTheTimeOfAFileForItsRevisionWhereThatIsSaid) {
  Put("a.txt", "1");
  // 2 March 2024, 12:00 UTC.
  const std::chrono::sys_time<std::chrono::nanoseconds> noon = std::chrono::sys_days(std::chrono::year(2024) / 3 / 2) + std::chrono::hours(12);
  std::filesystem::last_write_time(server_->folder() / "a.txt", std::chrono::file_clock::from_sys(noon));
  settings_["revision_date"] = "file_time";
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(FactAt(0).archive_document().revision_date(), "2024-03-02");
}

TEST_F(ReadTest, TellsOnlyWhatIsNewChangedOrGone) {
  Put("a.txt", "1");
  Put("b/b.txt", "1");
  Put("c.txt", "1");
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const std::string first = host_.Checkpoint();
  ASSERT_TRUE(Read(first).ok());
  EXPECT_TRUE(host_.batches().empty());
  Put("a.txt", "changed");
  Put("d.txt", "new");
  std::filesystem::remove_all(server_->folder() / "b");
  ASSERT_TRUE(Read(first).ok());
  EXPECT_EQ(Told(), (Names{"a.txt", "d.txt", "-b/b.txt"}));
  const std::string second = host_.Checkpoint();
  ASSERT_TRUE(Read(second).ok());
  EXPECT_TRUE(host_.batches().empty());
}

TEST_F(ReadTest, AFileThatWasChangedThisSecondIsToldOnce) {
  // Apache's entity tag of it is weak for a second, and strong after.
  testing::WriteFile(server_->folder() / "a.txt", "1");
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(checkpoint.find("W/"), std::string::npos) << checkpoint;
}

TEST_F(ReadTest, AFullReadTellsEverythingAgainAndWhatIsGone) {
  Put("a.txt", "1");
  Put("b.txt", "1");
  ASSERT_TRUE(Read().ok());
  std::filesystem::remove(server_->folder() / "b.txt");
  ASSERT_TRUE(Read(host_.Checkpoint(), /*full=*/true).ok());
  EXPECT_EQ(Told(), (Names{"a.txt", "-b.txt"}));
}

TEST_F(ReadTest, AFolderThatIsSuddenlyEmptyDeletesNothingUnlessSomebodySaysSo) {
  Put("a.txt", "1");
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  std::filesystem::remove(server_->folder() / "a.txt");
  const Status refused = Read(checkpoint);
  EXPECT_EQ(refused.reason(), "all_gone");
  EXPECT_NE(refused.message().find("all 1 documents are gone"), std::string::npos) << refused.message();
  ASSERT_TRUE(Read(checkpoint, /*full=*/true).ok());
  EXPECT_EQ(Told(), (Names{"-a.txt"}));
}

TEST_F(ReadTest, ReadsOneFolderAndLeavesOutWhatServersKeepForThemselves) {
  Put("andre/x.txt", "1");
  Put("styrende/a.txt", "1");
  Put("styrende/.davfs.tmp1", "1");
  Put("styrende/.git/config", "1");
  settings_["read_folder"] = "styrende";
  settings_["unit_code"] = "rådhus";
  settings_["system"] = "filer";
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Told(), (Names{"styrende/a.txt"}));
  EXPECT_EQ(FactAt(0).unit_codes(0).code(), "rådhus");
  EXPECT_EQ(host_.Records().at(0).business_key(), "archive_document/filer/styrende/a.txt");
}

TEST_F(ReadTest, EndsInAFolderThatHoldsItself) {
  Put("a/x.txt", "1");
  std::filesystem::create_directory_symlink(server_->folder() / "a", server_->folder() / "a" / "igjen");
  const Status read = Read();
  ASSERT_TRUE(read.ok()) << read.message();
  EXPECT_LE(host_.Records().size(), 100u);
}

TEST_F(ReadTest, SaysThatTheFolderIsNotThere) {
  settings_["read_folder"] = "ingen";
  const Status read = Read();
  EXPECT_EQ(read.code(), StatusCode::kNotFound);
  EXPECT_NE(read.message().find("/dav/ingen"), std::string::npos) << read.message();
}

TEST_F(ReadTest, ChecksAndDiscoversWhatIsThere) {
  Put("a.txt", "1");
  Put("b/c.txt", "1");
  ASSERT_TRUE(Configure().ok());
  const auto summary = connector_.Check();
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_EQ(*summary, server_->url() + ": 1 dokumenter og 1 mapper øverst");
  EXPECT_EQ(connector_.Discover()->streams(0).kind(), "archive_document");
}

TEST_F(ReadTest, IsLetInByBasicAndByDigest) {
  secrets_["password"] = "sesam";
  settings_["user"] = "helhet";
  for (const std::string scheme : {"basic", "digest"}) {
    std::vector<std::string> options = {"--user", "helhet", "--password", "sesam"};
    if (scheme == "digest") options.push_back("--digest");
    StartServer(options);
    Put("a.txt", "1");
    settings_["authentication"] = scheme;
    secrets_["password"] = "sesam";
    EXPECT_TRUE(Read().ok()) << scheme << ": " << host_.problem().what();
    secrets_["password"] = "feil";
    const Status refused = Read();
    EXPECT_EQ(refused.code(), StatusCode::kUnauthenticated) << scheme;
    EXPECT_NE(refused.message().find("does not accept the credential, status 401"), std::string::npos) << refused.message();
  }
}

TEST_F(ReadTest, RefusesACheckpointThatIsNoneOfItsOwn) {
  EXPECT_EQ(Read("[1]").reason(), "checkpoint_unreadable");
}

TEST_F(ReadTest, TakesOnlyFoldersBelowTheAddress) {
  for (const std::string folder : {"../andre", "a/../b", "/a", "a//b", "a/"}) {
    settings_["read_folder"] = folder;
    EXPECT_EQ(Configure().setting(), "settings.read_folder") << folder;
  }
  settings_.erase("read_folder");
  settings_["url"] = "https://bruker@filer.test/dav";
  EXPECT_EQ(Configure().setting(), "settings.url");
}

}  // namespace
}  // namespace helhet::webdav
