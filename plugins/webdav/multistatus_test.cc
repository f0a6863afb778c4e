// Answers to PROPFIND as servers of many kinds write them.
#include "multistatus.h"

#include <gtest/gtest.h>

namespace helhet::webdav {
namespace {

std::string Answer(const std::string& responses, const std::string& prefix = "D") {
  return "<?xml version=\"1.0\"?><" + prefix + ":multistatus xmlns:" + prefix + "=\"DAV:\">" + responses + "</" + prefix + ":multistatus>";
}

TEST(MultistatusTest, ReadsNamesByTheirNamespaceWhateverTheirPrefix) {
  const auto resources = ParseMultistatus(
      "<multistatus xmlns=\"DAV:\" xmlns:x=\"urn:other\"><response><href>/a%20b.txt</href><propstat><prop>"
      "<x:getetag>wrong</x:getetag><getetag>W/\"1\"</getetag><resourcetype/><displayname>Plan &amp; mål</displayname>"
      "<getlastmodified>Sat, 02 Mar 2024 12:00:00 GMT</getlastmodified><getcontentlength>7</getcontentlength></prop>"
      "<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>", "x");
  ASSERT_TRUE(resources.ok()) << resources.status().message();
  ASSERT_EQ(resources->size(), 1u);
  const Resource& resource = resources->front();
  EXPECT_EQ(resource.href, "/a%20b.txt");
  EXPECT_EQ(resource.etag, "\"1\"");
  EXPECT_EQ(resource.title, "Plan & mål");
  EXPECT_EQ(resource.last_modified, "Sat, 02 Mar 2024 12:00:00 GMT");
  EXPECT_EQ(resource.length, "7");
  EXPECT_FALSE(resource.is_folder);
}

TEST(MultistatusTest, TakesNothingFromPropertiesThatWereNotFound) {
  const auto resources = ParseMultistatus(
      Answer("<D:response><D:href>/f/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
             "<D:propstat><D:prop><D:displayname>no</D:displayname></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>"
             "<D:response><D:href>/g</D:href><D:status>HTTP/1.1 403 Forbidden</D:status></D:response>"), "x");
  ASSERT_TRUE(resources.ok()) << resources.status().message();
  ASSERT_EQ(resources->size(), 2u);
  EXPECT_TRUE((*resources)[0].is_folder);
  EXPECT_EQ((*resources)[0].title, "");
  EXPECT_FALSE((*resources)[1].is_readable);
}

TEST(MultistatusTest, RefusesWhatIsNoSuchAnswer) {
  for (const std::string body : {"", "<html/>", "<multistatus/>", "{}"}) EXPECT_EQ(ParseMultistatus(body, "x").status().reason(), "not_webdav") << body;
  const std::string bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + Answer("<D:response><D:href>&b;</D:href></D:response>").substr(21);
  EXPECT_FALSE(ParseMultistatus(bomb, "x").ok());
}

}  // namespace
}  // namespace helhet::webdav
