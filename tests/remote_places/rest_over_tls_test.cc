// The connector rest asks a service over TLS from a confined child, and gives what it gives of the same answer in a folder.
#include <fstream>

#include "tests/conformance/subjects.h"
#include "tests/remote_places/places_fixture.h"

namespace helhet::plugin {
namespace {

using nlohmann::json;

class RestOverTlsTest : public PlacesTest {
 protected:
  RestOverTlsTest() {
    for (const Subject& subject : Subjects(HELHET_SOURCE_DIR)) {
      if (subject.plugin == "rest") settings_ = subject.settings;
    }
    std::ifstream file(settings_["folder"].get<std::string>() + "/input.json", std::ios::binary);
    Put("orders.json", {std::istreambuf_iterator<char>(file), {}});
    settings_.erase("folder");
  }

  json OverTls() {
    json settings = settings_;
    settings["url"] = web().index() + "orders.json";
    settings["ca_file"] = web().ca_file();
    return settings;
  }

  json settings_;
};

// All but where a record stood, and when it was asked for.
std::vector<std::string> Said(const std::vector<v1::Record>& records) {
  std::vector<std::string> said;
  for (v1::Record record : records) {
    record.clear_locator();
    record.clear_source_time_us();
    said.push_back(record.DebugString());
  }
  return said;
}

TEST_F(RestOverTlsTest, GivesTheRecordsOfASavedAnswer) {
  const Reading here = Read("rest", Place::kFolder, settings_);
  ASSERT_OK(here.end);
  const Reading there = ReadWith("rest", OverTls());
  ASSERT_OK(there.end);
  ASSERT_EQ(there.records.size(), 2u);
  EXPECT_EQ(there.records[0].natural_key(), "17");
  EXPECT_EQ(Said(there.records), Said(here.records));
}

TEST_F(RestOverTlsTest, SendsNothingToAServerWhoseAuthorityIsNotStated) {
  json settings = OverTls();
  settings.erase("ca_file");
  const Reading reading = ReadWith("rest", settings);
  EXPECT_EQ(reading.end.reason(), "certificate_not_trusted") << reading.end.message();
  EXPECT_EQ(web().asked(), std::vector<std::string>());
}

}  // namespace
}  // namespace helhet::plugin
