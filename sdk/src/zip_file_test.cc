#include "zip_file.h"

#include <fcntl.h>

#include "folder_fixture.h"
#include "helhet/limits.h"
#include "zip_directory.h"

namespace helhet::sdk {
namespace {

class ZipFileTest : public FolderFixture {
 protected:
  std::filesystem::path path() const { return inbox() / "a.zip"; }
  Result<ZipFile> Open() const { return ZipFile::Open(Descriptor(open(path().c_str(), O_RDONLY)), "a.zip"); }

  // Overwrites bytes found behind `mark`, in its last place: what a forger does.
  void Forge(const std::string& mark, size_t offset, const std::string& bytes) {
    std::string content = ReadBytes(path());
    content.replace(content.rfind(mark) + offset, bytes.size(), bytes);
    Write(path(), content);
  }
};

TEST_F(ZipFileTest, ReadsEntriesInTheirOrderButNoFoldersAndNoHiddenNames) {
  WriteZip(path(), {{"b/", ""}, {"b/2.xml", "two"}, {".skjult", "x"}, {"b/.x", "x"}, {"1.xml", "one"}, {"3.xml.part", ""},
                    {"__MACOSX/1.xml", "x"}});
  const auto zip = Open();
  ASSERT_TRUE(zip.ok());
  ASSERT_EQ(zip->documents().size(), 2u);
  EXPECT_EQ(zip->Name(zip->documents()[0]), "b/2.xml");
  EXPECT_EQ(*zip->Read(zip->documents()[0], 100, ""), "two");
  EXPECT_EQ(*zip->Read(zip->documents()[1], 100, ""), "one");
}

TEST_F(ZipFileTest, RefusesADamagedFile) {
  WriteZip(path(), {{"1.xml", "one"}});
  std::filesystem::resize_file(path(), 40);
  EXPECT_EQ(Open().status().reason(), "zip_corrupt");
  Write(path(), "not a zip file at all");
  EXPECT_EQ(Open().status().reason(), "zip_corrupt");
  Write(path(), "");
  EXPECT_EQ(Open().status().reason(), "zip_corrupt");
}

TEST_F(ZipFileTest, RefusesAnEntryWithAWrongChecksumAndReadsTheOthers) {
  WriteZip(path(), {{"1.xml", "one"}, {"2.xml", "two"}});
  std::string content = ReadBytes(path());
  content.replace(content.find("one"), 3, "0ne");
  Write(path(), content);
  const auto zip = Open();
  ASSERT_TRUE(zip.ok());
  EXPECT_EQ(zip->Read(0, 100, "").status().reason(), "zip_corrupt");
  EXPECT_EQ(*zip->Read(1, 100, ""), "two");
}

TEST_F(ZipFileTest, RefusesAnEncryptedEntry) {
  WriteZip(path(), {{"1.xml", "one"}}, "hemmelig");
  EXPECT_EQ(Open()->Read(0, 100, "").status().reason(), "zip_encrypted");
}

TEST_F(ZipFileTest, RefusesAZipFileInside) {
  WriteZip(path(), {{"inner.ZIP", "PK"}});
  EXPECT_EQ(Open()->Read(0, 100, "").status().reason(), "zip_in_zip");
}

TEST_F(ZipFileTest, RefusesAnEntryThatExpandsTooMuch) {
  WriteZip(path(), {{"1.xml", std::string(limits::kZipRatioFromBytes + 1, 'x')}});
  EXPECT_EQ(Open()->Read(0, limits::kDocumentBytes, "").status().reason(), "zip_bomb");
}

TEST_F(ZipFileTest, ReadsASmallEntryHoweverItExpands) {
  WriteZip(path(), {{"1.xml", std::string(1 << 20, 'x')}});
  EXPECT_EQ(Open()->Read(0, limits::kDocumentBytes, "")->size(), 1u << 20);
}

TEST_F(ZipFileTest, RefusesAnEntryOverTheDocumentLimit) {
  WriteZip(path(), {{"1.xml", "one"}});
  EXPECT_EQ(Open()->Read(0, 2, "").status().reason(), "too_large");
}

TEST_F(ZipFileTest, RefusesAFileWhoseEntriesExpandToTooMuchTogether) {
  WriteZip(path(), {{"1.xml", "one"}, {"2.xml", "two"}});
  // The length that the directory claims of the last entry: bytes 24 to 27 of its header.
  Forge("PK\x01\x02", 24, std::string("\0\0\0\xF0", 4));
  EXPECT_TRUE(Open().ok());
  std::string content = ReadBytes(path());
  content.replace(content.find("PK\x01\x02") + 24, 4, std::string("\0\0\0\xF0", 4));
  Write(path(), content);
  EXPECT_EQ(Open().status().reason(), "zip_bomb");
}

TEST_F(ZipFileTest, RefusesAnEntryThatIsLongerThanItsDirectorySays) {
  WriteZip(path(), {{"1.xml", std::string(5000, 'x')}});
  Forge("PK\x01\x02", 24, std::string("\x10\0\0\0", 4));
  const auto zip = Open();
  ASSERT_TRUE(zip.ok());
  EXPECT_EQ(zip->Read(0, 100, "").status().reason(), "zip_corrupt");
}

TEST_F(ZipFileTest, RefusesADirectoryLargerThanMemoryAllows) {
  WriteZip(path(), {{"1.xml", "one"}});
  Forge("PK\x05\x06", 12, "\xFF\xFF\xFF\x7F");
  EXPECT_EQ(Open().status().reason(), "zip_bomb");
}

TEST_F(ZipFileTest, ReadsTheFiguresOfA64BitDirectory) {
  std::string end64("PK\x06\x06", 4);
  end64.resize(56, '\0');
  end64[34] = 0x20;  // 2,097,152 entries
  std::string locator("PK\x06\x07", 4);
  locator.resize(20, '\0');
  std::string end("PK\x05\x06", 4);
  end.resize(22, '\0');
  end.replace(10, 2, "\xFF\xFF");
  end.replace(12, 4, "\xFF\xFF\xFF\xFF");
  Write(path(), end64 + locator + end);
  EXPECT_EQ(ReadZipDirectorySize(Descriptor(open(path().c_str(), O_RDONLY)).get()).entries, 2'097'152u);
  EXPECT_EQ(Open().status().reason(), "zip_bomb");
}

TEST_F(ZipFileTest, ShowsOldNamesAsUtf8) {
  WriteZip(path(), {{"bokmaal.xml", "one"}});
  std::string content = ReadBytes(path());
  for (size_t at = content.find("maa"); at != std::string::npos; at = content.find("maa")) content.replace(at, 3, "m\x86l");
  Write(path(), content);
  const auto zip = Open();
  ASSERT_TRUE(zip.ok());
  EXPECT_EQ(zip->Name(0), "bokmål" "l.xml");
}

}  // namespace
}  // namespace helhet::sdk
