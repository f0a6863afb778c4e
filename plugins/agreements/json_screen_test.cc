#include "json_screen.h"

#include <gtest/gtest.h>

namespace helhet::agreements {
namespace {

std::string ReasonFor(const std::string& text) { return ParseJson(text).status().reason(); }

TEST(JsonScreen, LetsAnOrdinaryDocumentThrough) {
  const auto document = ParseJson(R"({"a": [1, 2.5, "b", null, true]})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ((*document)["a"][2], "b");
}

TEST(JsonScreen, RefusesWhatIsMadeToExhaust) {
  EXPECT_EQ(ReasonFor(std::string(100'000, '[')), "json_too_deep");
  std::string many = "[0";
  for (int i = 0; i < 1'000'000; ++i) many += ",0";
  EXPECT_EQ(ReasonFor(many + "]"), "json_too_many_values");
}

TEST(JsonScreen, RefusesWhatIsNoJson) {
  for (const char* text : {"{", "{\"a\": }", "{} {}", "{\"a\": \"\xE5\"}", ""}) EXPECT_EQ(ReasonFor(text), "json_malformed") << text;
}

}  // namespace
}  // namespace helhet::agreements
