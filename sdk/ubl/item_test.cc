#include "helhet/ubl/item.h"

#include <gtest/gtest.h>

#include "helhet/testing/ubl_document.h"
#include "helhet/ubl/price.h"

namespace helhet::sdk {
namespace {

XmlDocument Parsed(const std::string& inner) { return *XmlDocument::Parse(testing::UblDocument("Item", inner)); }

std::string Class(const std::string& list, const std::string& code) {
  return "<cac:CommodityClassification><cbc:ItemClassificationCode listID='" + list + "'>" + code +
         "</cbc:ItemClassificationCode></cac:CommodityClassification>";
}

TEST(Item, HasItsNumbersAndTheFirstClassOfEachList) {
  const auto document = Parsed("<cbc:Name>Stol</cbc:Name><cac:SellersItemIdentification><cbc:ID>S1</cbc:ID></cac:SellersItemIdentification>"
                               "<cac:StandardItemIdentification><cbc:ID>0703</cbc:ID></cac:StandardItemIdentification>" +
                               Class("MP", "x") + Class("TST", "56101504") + Class("TST", "1") + Class("cpv", "39112000-0"));
  const Item item = ReadItem(document.root());
  EXPECT_EQ(item.name, "Stol");
  EXPECT_EQ(item.seller_item_id, "S1");
  EXPECT_EQ(item.standard_item_id, "0703");
  EXPECT_EQ(item.unspsc_code, "56101504");
  EXPECT_EQ(item.cpv_code, "39112000-0");
}

class PriceTest : public ::testing::Test {
 protected:
  std::optional<int64_t> Micros(const std::string& amount, const std::string& base) {
    const auto document = Parsed("<cbc:PriceAmount>" + amount + "</cbc:PriceAmount><cbc:BaseQuantity>" + base + "</cbc:BaseQuantity>");
    return UnitPriceMicros(document.root(), "line", flags_);
  }

  model::v1::Fact fact_;
  Flags flags_{fact_};
};

TEST_F(PriceTest, IsOfOneUnit) {
  EXPECT_EQ(Micros("200", "30"), 6'666'667);
  EXPECT_EQ(Micros("12.50", ""), 12'500'000);
  EXPECT_EQ(Micros("", "30"), std::nullopt);
  EXPECT_TRUE(fact_.flags().empty());
}

TEST_F(PriceTest, IsFlaggedWhenItGivesNoNumber) {
  EXPECT_EQ(Micros("12,50", ""), std::nullopt);
  EXPECT_EQ(Micros("12", "0"), std::nullopt);
  ASSERT_EQ(fact_.flags_size(), 2);
  EXPECT_EQ(fact_.flags(0).rule(), "price_unreadable");
  EXPECT_EQ(fact_.flags(0).where(), "line/cac:Price");
}

}  // namespace
}  // namespace helhet::sdk
