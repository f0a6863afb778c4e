#include "https_index.h"

#include <gtest/gtest.h>

#include "helhet/instant.h"

namespace helhet::sdk {
namespace {

const std::string kUrl = "https://filer.example.no:8443/ut/";

TEST(HttpsIndex, ReadsTheListingOfNginx) {
  // As ngx_http_autoindex_module documents autoindex_format json.
  const auto content = ReadIndex(R"([
    { "name":"2023", "type":"directory", "mtime":"Wed, 01 Nov 2023 10:00:00 GMT" },
    { "name":"faktura 1å.xml", "type":"file", "mtime":"Tue, 14 Nov 2023 22:13:20 GMT", "size":17 }
  ])", kUrl);
  ASSERT_TRUE(content.ok()) << content.status().message();
  EXPECT_EQ(content->folders, std::vector<std::string>{kUrl + "2023/"});
  ASSERT_EQ(content->files.size(), 1u);
  EXPECT_EQ(content->files[0].path, kUrl + "faktura%201%c3%a5.xml");
  EXPECT_EQ(content->files[0].name, "faktura 1å.xml");
  EXPECT_EQ(content->files[0].mtime_s, 1'700'000'000);
  EXPECT_EQ(content->files[0].size_bytes, 17u);
}

TEST(HttpsIndex, ReadsTheListingOfCaddy) {
  const auto content = ReadIndex(R"([
    {"name":"a/","size":4096,"url":"./a/","mod_time":"2023-11-14T22:13:20Z","mode":2147484141,"is_dir":true,"is_symlink":false},
    {"name":"b.xml","size":5,"url":"./b.xml","mod_time":"2023-11-14T23:13:20.123456789+01:00","mode":420,"is_dir":false,"is_symlink":false}
  ])", kUrl);
  ASSERT_TRUE(content.ok()) << content.status().message();
  EXPECT_EQ(content->folders, std::vector<std::string>{kUrl + "a/"});
  EXPECT_EQ(content->files.at(0).path, kUrl + "b.xml");
  EXPECT_EQ(content->files.at(0).mtime_s, 1'700'000'000);
}

TEST(HttpsIndex, ReadsAPlainListOfAddresses) {
  const auto content = ReadIndex(R"({"files": ["b.xml", "/annet/a.xml", "https://filer.example.no:8443/ut/c.xml?v=2"]})", kUrl);
  ASSERT_TRUE(content.ok()) << content.status().message();
  ASSERT_EQ(content->files.size(), 3u);
  EXPECT_EQ(content->files[0].name, "b.xml");
  EXPECT_EQ(content->files[0].mtime_s, 0);
  EXPECT_FALSE(content->files[0].size_bytes);
  EXPECT_EQ(content->files[1].name, "/annet/a.xml");
  EXPECT_EQ(content->files[2].path, kUrl + "c.xml?v=2");
}

TEST(HttpsIndex, RefusesAFileOnAnotherHost) {
  for (const char* url : {"https://ond.example.org/a.xml", "//ond.example.org/a.xml", "https://filer.example.no/a.xml",
                          "http://filer.example.no:8443/a.xml"}) {
    const auto content = ReadIndex(std::string("[\"") + url + "\"]", kUrl);
    ASSERT_TRUE(content.ok());
    EXPECT_EQ(content->files.at(0).refusal.reason(), "other_host") << url;
  }
}

TEST(HttpsIndex, PassesOverHiddenAndUnfinishedFiles) {
  const auto content = ReadIndex(R"([".a.xml", "b.xml.part", {"name": ".git", "type": "directory"}])", kUrl);
  ASSERT_TRUE(content.ok());
  EXPECT_TRUE(content->files.empty());
  EXPECT_TRUE(content->folders.empty());
}

TEST(HttpsIndex, RefusesWhatIsNoListing) {
  for (const char* text : {"<html>", "{}", "[1]", "[{}]", R"(["a.xml", {"size": 3}])"}) {
    EXPECT_EQ(ReadIndex(text, kUrl).status().reason(), "index_unreadable") << text;
  }
}

TEST(HttpsIndex, ReadsTimes) {
  EXPECT_EQ(SecondsSince1970("2023-11-14T22:13:20Z"), 1'700'000'000);
  EXPECT_EQ(SecondsSince1970("2023-11-14 17:13:20-05:00"), 1'700'000'000);
  EXPECT_EQ(SecondsSince1970("Tue, 14 Nov 2023 22:13:20 GMT"), 1'700'000'000);
  EXPECT_EQ(SecondsSince1970("i går"), 0);
}

}  // namespace
}  // namespace helhet::sdk
