#include "core/api/page.h"

#include <gtest/gtest.h>

#include "core/api/limits.h"

namespace helhet::api {
namespace {

TEST(PageTest, BeginsAtTheFirstItemWithTheListsOwnSize) {
  const auto page = ReadPage("runs", 1, 0, "", 20);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->size, 20);
  EXPECT_TRUE(page->after.empty());
}

TEST(PageTest, GoesOnAfterTheKeyOfItsTokenWhateverTheKeyHolds) {
  for (const std::vector<std::string>& key : {std::vector<std::string>{"a", "b"}, {"", ""}, {"1:a/æøå", std::string(1000, '\xff')}, {":", "0:"}}) {
    const auto page = ReadPage("list", 2, 5, PageToken("list", key), 20);
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->after, key);
  }
}

TEST(PageTest, GivesAtMostTheLongestPage) { EXPECT_EQ(ReadPage("runs", 1, 1'000'000, "", 20)->size, limits::kLongestPage); }

TEST(PageTest, RefusesANegativeSize) { EXPECT_EQ(ReadPage("runs", 1, -1, "", 20).status().setting(), "page_size"); }

TEST(PageTest, RefusesATokenOfAnotherList) {
  const std::string token = PageToken("runs 5037", {"a"});
  EXPECT_TRUE(ReadPage("runs 5037", 1, 0, token, 20).ok());
  EXPECT_EQ(ReadPage("runs 5006", 1, 0, token, 20).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadPage("runs 5037", 2, 0, token, 20).status().code(), StatusCode::kInvalidArgument);
}

TEST(PageTest, RefusesATokenThatWasChangedCutOrMadeUp) {
  const std::string token = PageToken("runs", {"key of the last item"});
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(ReadPage("runs", 1, 0, changed, 20).ok()) << i;
    EXPECT_FALSE(ReadPage("runs", 1, 0, token.substr(0, i), 20).ok() && i > 0) << i;
  }
  for (const char* made_up : {"x", "=", "%%%%", "AAAA", "a b"}) EXPECT_FALSE(ReadPage("runs", 1, 0, made_up, 20).ok()) << made_up;
  EXPECT_FALSE(ReadPage("runs", 1, 0, std::string(limits::kPageTokenBytes + 1, 'A'), 20).ok());
}

// Adds a page of letters to `seen`; gives the token for the next.
std::string Take(const Page& page, const std::vector<std::string>& items, std::string& seen) {
  const auto add = [&](const std::string& item) {
    seen += item;
    return OkStatus();
  };
  return *TakePage("letters", page, items, [](const std::string& item) { return std::vector{item}; }, add);
}

TEST(PageTest, TakesEachItemOnceOverAllPages) {
  const std::vector<std::string> items = {"a", "b", "c", "d", "e"};
  for (int size = 1; size <= 6; ++size) {
    std::string seen, token;
    do {
      const auto page = ReadPage("letters", 1, size, token, 20);
      ASSERT_TRUE(page.ok());
      token = Take(*page, items, seen);
    } while (!token.empty());
    EXPECT_EQ(seen, "abcde") << size;
  }
}

TEST(PageTest, GoesOnWhereItWasWhenTheItemItEndedAtIsGone) {
  const std::vector<std::string> items = {"a", "c"};
  const auto page = ReadPage("letters", 1, 5, PageToken("letters", {"b"}), 20);
  std::string seen;
  EXPECT_EQ(Take(*page, items, seen), "");
  EXPECT_EQ(seen, "c");
}

}  // namespace
}  // namespace helhet::api
