#include "query.h"

#include <gtest/gtest.h>

namespace helhet::noark5 {
namespace {

constexpr char kPlaces[] = "https://n5.example.com/api/mappe/{?$filter&$orderby&$top&$skip&$search}";

TEST(Query, StandsWhereTheLinkHasAPlaceForIt) {
  EXPECT_EQ(Expand({kPlaces, true}, {.filter = "tittel eq 'Ås'", .order_by = "tittel asc"}),
            "https://n5.example.com/api/mappe/?$filter=tittel%20eq%20%27%c3%85s%27&$orderby=tittel%20asc");
  EXPECT_EQ(Expand({kPlaces, true}, {}), "https://n5.example.com/api/mappe/");
}

TEST(Query, IsLeftOutWhereTheLinkHasNoPlaceForIt) {
  EXPECT_EQ(Expand({"https://n5.example.com/x/{?$top}", true}, {.filter = "a eq 1", .order_by = ""}), "https://n5.example.com/x/");
  EXPECT_EQ(Expand({"https://n5.example.com/x/", false}, {.filter = "a eq 1", .order_by = ""}), "https://n5.example.com/x/");
  EXPECT_EQ(Expand({"https://n5.example.com/{x}", false}, {.filter = "a eq 1", .order_by = ""}), "https://n5.example.com/{x}");
}

TEST(Query, ComesAfterParametersThatTheAddressHas) {
  EXPECT_EQ(Expand({"https://n5.example.com/x?of=7{&$filter}", true}, {.filter = "a eq 1", .order_by = ""}),
            "https://n5.example.com/x?of=7&$filter=a%20eq%201");
}

TEST(Query, TakesOnlyWholeNames) {
  EXPECT_TRUE(Takes({kPlaces, true}, "$search"));
  EXPECT_FALSE(Takes({kPlaces, true}, "$sea"));
}

TEST(Query, DoublesQuotesWithinALiteral) { EXPECT_EQ(Literal("Ola's 'sak'"), "'Ola''s ''sak'''"); }

}  // namespace
}  // namespace helhet::noark5
