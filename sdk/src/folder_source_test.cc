#include "helhet/folder_source.h"

#include <sys/fsuid.h>
#include <sys/stat.h>

#include <map>

#include "folder_fixture.h"

namespace helhet::sdk {
namespace {

namespace fs = std::filesystem;

class FolderSourceTest : public FolderFixture {
 protected:
  struct Reading {
    std::vector<std::string> locators;
    std::map<std::string, std::string> bytes;
    std::map<std::string, std::string> refused;  // locator to code
    std::map<std::string, std::string> messages;  // of those
    std::vector<std::string> checkpoints;        // after each document
    std::string end;                             // checkpoint at the end
  };

  // Reads from a checkpoint; at most `count` documents.
  Reading Read(const std::string& checkpoint = "", size_t count = SIZE_MAX, uint64_t limit_bytes = 1000) {
    Reading reading;
    FolderSourceOptions options;
    options.folder = inbox();
    options.checkpoint = checkpoint;
    options.document_limit_bytes = limit_bytes;
    auto source = FolderSource::Open(options);
    EXPECT_TRUE(source.ok()) << source.status().message();
    while (reading.locators.size() < count) {
      auto document = source->Next();
      if (!document) break;
      reading.locators.push_back(document->locator);
      reading.checkpoints.push_back(document->checkpoint);
      if (document->status.ok()) {
        reading.bytes[document->locator] = document->bytes;
      } else {
        reading.refused[document->locator] = document->status.reason();
        reading.messages[document->locator] = document->status.message();
      }
    }
    reading.end = source->checkpoint();
    return reading;
  }

  using Names = std::vector<std::string>;
};

TEST_F(FolderSourceTest, ReadsFilesBelowTheFolderAndInZipFiles) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "2023/b.xml", "b");
  WriteZip(inbox() / "2023/c.zip", {{"x/1.xml", "1"}, {"2.xml", "2"}});
  const Reading reading = Read();
  EXPECT_EQ(reading.locators.size(), 4u);
  EXPECT_EQ(reading.bytes.at("a.xml"), "a");
  EXPECT_EQ(reading.bytes.at("2023/b.xml"), "b");
  EXPECT_EQ(reading.bytes.at("2023/c.zip!x/1.xml"), "1");
  EXPECT_EQ(reading.bytes.at("2023/c.zip!2.xml"), "2");
}

TEST_F(FolderSourceTest, PassesOverHiddenAndUnfinishedFilesAndSymbolicLinks) {
  for (const char* name : {".skjult.xml", "a.xml.tmp", "b.xml.part", ".git/c.xml", "d.tmp/e.xml"}) Write(inbox() / name, "x");
  Write(beside() / "f.xml", "x");
  fs::create_symlink(beside() / "f.xml", inbox() / "link.xml");
  fs::create_directory_symlink(beside(), inbox() / "link");
  EXPECT_EQ(Read().locators, Names{});
}

TEST_F(FolderSourceTest, ReadsNothingAgainFromItsCheckpoint) {
  Write(inbox() / "a.xml", "a");
  WriteZip(inbox() / "b.zip", {{"1.xml", "1"}});
  const Reading first = Read();
  const Reading again = Read(first.end);
  EXPECT_EQ(again.locators, Names{});
  EXPECT_EQ(again.end, first.end);
}

TEST_F(FolderSourceTest, SeesAFileThatCameInTheSameTick) {
  Write(inbox() / "b.xml", "b");
  std::string checkpoint = Read().end;
  for (int i = 0; i < 20; ++i) {  // names that sort before the one read last
    const std::string name = "a" + std::to_string(i) + ".xml";
    Write(inbox() / name, "a");
    const Reading reading = Read(checkpoint);
    ASSERT_EQ(reading.locators, Names{name});
    checkpoint = reading.end;
  }
}

TEST_F(FolderSourceTest, LeavesWhatIsNotSettledForTheNextRead) {
  Write(inbox() / "2023/a.xml", "a");
  FolderSourceOptions options;
  options.folder = inbox();
  options.now_ns = [] { return int64_t{1'000'000'000'000'000'000}; };  // 2001: every file is in its future
  auto source = FolderSource::Open(options);
  ASSERT_TRUE(source.ok());
  EXPECT_FALSE(source->Next().has_value());
  EXPECT_EQ(Read(source->checkpoint()).locators, Names{"2023/a.xml"});
}

TEST_F(FolderSourceTest, ReadsAFileAgainWhenItIsReplacedOrRenamed) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "b.xml", "b");
  Reading reading = Read();
  Write(beside() / "a.xml", "new");
  fs::last_write_time(beside() / "a.xml", fs::file_time_type::clock::now() - std::chrono::hours(24));
  fs::rename(beside() / "a.xml", inbox() / "a.xml");
  reading = Read(reading.end);
  EXPECT_EQ(reading.bytes, (std::map<std::string, std::string>{{"a.xml", "new"}}));
  fs::rename(inbox() / "b.xml", inbox() / "c.xml");
  EXPECT_EQ(Read(reading.end).locators, Names{"c.xml"});
}

TEST_F(FolderSourceTest, ResumesAfterAnyDocumentAndReadsTheRestOnce) {
  Write(inbox() / "a.xml", "a");
  WriteZip(inbox() / "b.zip", {{"1.xml", "1"}, {"2.xml", "2"}, {"3.xml", "3"}});
  Write(inbox() / "sub/c.xml", "c");
  const Reading whole = Read();
  ASSERT_EQ(whole.locators.size(), 5u);
  for (size_t done = 0; done <= 5; ++done) {
    Names names = Read("", done).locators;
    const Names rest = Read(done == 0 ? "" : whole.checkpoints[done - 1]).locators;
    names.insert(names.end(), rest.begin(), rest.end());
    EXPECT_EQ(names, whole.locators) << "after " << done;
  }
}

TEST_F(FolderSourceTest, ReadsAWholeFolderThatIsMovedIn) {
  Write(beside() / "old.xml", "old");
  Write(beside() / "deep/older.xml", "older");
  Write(inbox() / "a.xml", "a");
  const Reading first = Read();
  ASSERT_EQ(first.locators, Names{"a.xml"});
  fs::rename(beside(), inbox() / "april");
  const Reading second = Read(first.end);
  EXPECT_EQ(second.bytes.size(), 2u);
  EXPECT_EQ(second.bytes.count("april/old.xml"), 1u);
  EXPECT_EQ(second.bytes.count("april/deep/older.xml"), 1u);
  EXPECT_EQ(Read(second.checkpoints[0]).locators, Names{second.locators[1]}) << "resumes in the same order";
  EXPECT_EQ(Read(second.end).locators, Names{});
}

TEST_F(FolderSourceTest, ReadsOneNewFileOfAFolderWithoutTheOthers) {
  Write(inbox() / "2023/a.xml", "a");
  const Reading first = Read();
  Write(inbox() / "2023/b.xml", "b");
  EXPECT_EQ(Read(first.end).locators, Names{"2023/b.xml"});
}

TEST_F(FolderSourceTest, RefusesALargeFileWithoutLoadingItAndGoesOn) {
  Write(inbox() / "a.xml", "");
  fs::resize_file(inbox() / "a.xml", uint64_t{1} << 40);  // sparse: loading it would exhaust any machine
  Write(inbox() / "b.xml", "b");
  const Reading reading = Read("", SIZE_MAX, limits::kDocumentBytes);
  EXPECT_EQ(reading.refused.at("a.xml"), "too_large");
  EXPECT_TRUE(reading.messages.at("a.xml").ends_with("; the file: 1099511627776 bytes, too many to be hashed"));
  EXPECT_EQ(reading.bytes.at("b.xml"), "b");
}

TEST_F(FolderSourceTest, TellsWhichFileItWasThatIsRefusedWithoutItsBytes) {
  Write(inbox() / "a.zip", "rubbish");
  Write(inbox() / "b.xml", std::string(1001, 'x'));
  WriteZip(inbox() / "c.zip", {{"d.xml", std::string(1001, 'x')}, {"e.zip", "e"}, {"f.xml", "f"}});
  const Reading reading = Read();
  EXPECT_TRUE(reading.messages.at("a.zip").ends_with(
      "; the file: 7 bytes, SHA-256 71ca7d932e5a9bea82b11425bc83d474727bb94ecde72145e063f8b23b176ea3")) << reading.messages.at("a.zip");
  EXPECT_EQ(reading.messages.at("b.xml"), "b.xml: 1001 bytes, over the limit of 1000; the file: 1001 bytes, "
                                          "SHA-256 cbe4a2e86e808c9b51174c17d56b401791a6282036247a95c3fb2098f098ff79");
  const std::string around = "; the zip file around it: " + std::to_string(fs::file_size(inbox() / "c.zip")) + " bytes, SHA-256 ";
  EXPECT_NE(reading.messages.at("c.zip!d.xml").find(around), std::string::npos) << reading.messages.at("c.zip!d.xml");
  EXPECT_NE(reading.messages.at("c.zip!e.zip").find(around), std::string::npos);
  EXPECT_EQ(reading.bytes.at("c.zip!f.xml"), "f");
}

TEST_F(FolderSourceTest, RefusesADamagedZipFileAndGoesOn) {
  Write(inbox() / "a.zip", "rubbish");
  Write(inbox() / "b.xml", "b");
  const Reading reading = Read();
  EXPECT_EQ(reading.refused.at("a.zip"), "zip_corrupt");
  EXPECT_EQ(reading.bytes.at("b.xml"), "b");
  EXPECT_EQ(Read(reading.end).locators, Names{});
}

TEST_F(FolderSourceTest, RefusesWhatItMayNotReadAndReadsItWhenItMay) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "b.xml", "b");
  Write(inbox() / "closed/c.xml", "c");
  for (const auto& path : {inbox(), inbox().parent_path()}) chmod(path.c_str(), 0755);
  chmod((inbox() / "a.xml").c_str(), 0);
  chmod((inbox() / "closed").c_str(), 0);
  constexpr int kNobody = 65534;
  const int before = setfsuid(kNobody);  // the superuser may read everything
  const Reading reading = Read();
  setfsuid(static_cast<uid_t>(before));
  EXPECT_EQ(reading.refused, (std::map<std::string, std::string>{{"a.xml", "unreadable"}, {"closed/", "unreadable"}}));
  EXPECT_EQ(reading.bytes.at("b.xml"), "b");

  chmod((inbox() / "a.xml").c_str(), 0644);
  chmod((inbox() / "closed").c_str(), 0755);
  const Reading again = Read(reading.end);
  EXPECT_EQ(again.bytes.at("a.xml"), "a");
  EXPECT_EQ(again.bytes.at("closed/c.xml"), "c");
}

TEST_F(FolderSourceTest, LeavesAFileThatVanishedAfterTheScan) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "b.xml", "b");
  FolderSourceOptions options;
  options.folder = inbox();
  auto source = FolderSource::Open(options);
  ASSERT_TRUE(source.ok());
  fs::remove(inbox() / "a.xml");
  Write(inbox() / "b.xml", "changed");
  EXPECT_FALSE(source->Next().has_value());
  EXPECT_EQ(Read(source->checkpoint()).bytes.at("b.xml"), "changed");
}

TEST_F(FolderSourceTest, SaysWhichSettingNamesNoFolder) {
  FolderSourceOptions options;
  options.folder = beside();
  auto source = FolderSource::Open(options);
  ASSERT_FALSE(source.ok());
  EXPECT_EQ(source.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(source.status().reason(), "folder_not_found");
  EXPECT_EQ(source.status().setting(), "settings.folder");
  EXPECT_EQ(source.status().error_class(), ErrorClass::kConfiguration);
  EXPECT_FALSE(source.status().remedy().empty());

  Write(beside(), "a file");
  EXPECT_EQ(FolderSource::Open(options).status().reason(), "folder_not_a_folder");
}

class StreamedFolderTest : public FolderFixture {
 protected:
  Result<FolderSource> Open(uint64_t limit_bytes = 1000) const {
    FolderSourceOptions options;
    options.folder = inbox();
    options.document_limit_bytes = limit_bytes;
    options.stream_documents = true;
    return FolderSource::Open(options);
  }
};

TEST_F(StreamedFolderTest, GivesFilesAndEntriesAsReadersThatBeginAgain) {
  Write(inbox() / "a.xml", "fil a");
  WriteZip(inbox() / "b.zip", {{"1.xml", "innhold 1"}, {"2.xml", "innhold 2"}});
  std::map<std::string, FolderDocument> documents;
  {
    auto source = Open();
    while (auto document = source->Next()) documents[document->locator] = *document;
  }  // readers outlive their source
  ExpectStreams(documents, {{"a.xml", "fil a"}, {"b.zip!1.xml", "innhold 1"}, {"b.zip!2.xml", "innhold 2"}});
}

TEST_F(StreamedFolderTest, RefusesWhatIsOverTheLimit) {
  Write(inbox() / "a.xml", "12345");
  WriteZip(inbox() / "b.zip", {{"1.xml", "12345"}});
  auto source = Open(4);
  for (int i = 0; i < 2; ++i) {
    const auto document = source->Next();
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->status.reason(), "too_large") << document->locator;
    EXPECT_EQ(document->reader, nullptr);
  }
}

TEST_F(StreamedFolderTest, ReadsAnEntryThatExpandsTooMuchToBeHeld) {
  WriteZip(inbox() / "a.zip", {{"1.xml", std::string(limits::kZipRatioFromBytes + 1, 'x')}});
  auto source = Open(limits::kStreamedDocumentBytes);
  const auto document = source->Next();
  ASSERT_TRUE(document->status.ok()) << document->status.message();
  EXPECT_EQ(ReadStream(*document->reader).size(), limits::kZipRatioFromBytes + 1);
}

TEST_F(StreamedFolderTest, StopsWhenTheFileChangesUnderway) {
  Write(inbox() / "a.xml", "foer foer");
  auto source = Open();
  const auto document = source->Next();
  char piece[4];
  ASSERT_TRUE(document->reader->Read(piece, sizeof(piece)).ok());
  struct stat before;
  ASSERT_EQ(stat((inbox() / "a.xml").c_str(), &before), 0);
  struct stat now = before;
  while (now.st_ctim.tv_nsec == before.st_ctim.tv_nsec) {  // into the next tick of the file system's clock
    Write(inbox() / "a.xml", "etter etter");
    stat((inbox() / "a.xml").c_str(), &now);
  }
  const auto got = document->reader->Read(piece, sizeof(piece));
  EXPECT_EQ(got.status().code(), StatusCode::kAborted);
  EXPECT_EQ(got.status().reason(), "changed_while_read");
}

TEST_F(StreamedFolderTest, SaysWhichEntryIsDamaged) {
  WriteZip(inbox() / "a.zip", {{"1.xml", "one"}});
  std::string content = ReadBytes(inbox() / "a.zip");
  content.replace(content.find("one"), 3, "0ne");
  Write(inbox() / "a.zip", content);
  auto source = Open();
  EXPECT_EQ(ReadStream(*source->Next()->reader), "0ne[zip_corrupt]");
}

}  // namespace
}  // namespace helhet::sdk
