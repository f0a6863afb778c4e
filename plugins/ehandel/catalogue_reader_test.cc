#include "catalogue_reader.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

const std::string kOffer = "<cac:RequiredItemLocationQuantity>";

// The catalogue with another price before its own.
std::string WithOffer(const std::string& quantity, const std::string& period, const std::string& price) {
  const std::string offer = kOffer + "<cbc:MinimumQuantity>" + quantity + "</cbc:MinimumQuantity><cac:Price><cbc:PriceAmount currencyID=\"NOK\">" +
                            price + "</cbc:PriceAmount><cbc:BaseQuantity unitCode=\"EA\">1</cbc:BaseQuantity>" + period +
                            "</cac:Price></cac:RequiredItemLocationQuantity>";
  return With(Catalogue(), kOffer, offer + kOffer);
}

TEST(CatalogueReader, ReadsAgreedPricesWithTheirDays) {
  const auto readings = ReadingsOf(Catalogue());
  EXPECT_STREQ(readings[0].stream, "catalogues");
  EXPECT_EQ(readings[0].business_key, "catalogue/991825827/K-1/2");
  const auto& catalogue = readings[0].fact.catalogue();
  EXPECT_EQ(catalogue.kind(), model::v1::CATALOGUE_KIND_CATALOGUE);
  EXPECT_EQ(catalogue.valid_from(), "2023-04-01");
  EXPECT_EQ(catalogue.valid_to(), "2023-12-31");
  EXPECT_EQ(catalogue.buyer_organisation_number(), "938587051");
  EXPECT_EQ(catalogue.contract_reference(), "IA-2022-07");
  EXPECT_EQ(catalogue.currency_code(), "NOK");
  ASSERT_EQ(catalogue.lines_size(), 1);
  EXPECT_EQ(catalogue.lines(0).unit_price_micros(), 50'000'000) << "500 for ten";
  EXPECT_EQ(catalogue.lines(0).quantity_unit_code(), "EA");
  EXPECT_EQ(catalogue.lines(0).seller_item_id(), "S-7");
  EXPECT_TRUE(catalogue.lines(0).is_orderable());
  EXPECT_EQ(catalogue.lines(0).valid_from(), "") << "as the catalogue";
  EXPECT_TRUE(readings[0].fact.flags().empty());
}

TEST(CatalogueReader, TellsAPunchOutCartFromACatalogue) {
  const auto readings = ReadingsOf(With(Catalogue(), "trns:catalogue:3", "trns:punch_out:3"));
  EXPECT_EQ(readings[0].fact.catalogue().kind(), model::v1::CATALOGUE_KIND_PUNCH_OUT_CART);
  EXPECT_EQ(readings[0].business_key, "punch_out_cart/991825827/K-1/2");
  EXPECT_EQ(readings[0].fact.unit_codes(0).code(), "938587051") << "a cart is one unit's";
}

TEST(CatalogueReader, KeepsAPriceForEachPeriod) {
  const std::string october = "<cac:ValidityPeriod><cbc:StartDate>2023-10-01</cbc:StartDate><cbc:EndDate>2023-10-31</cbc:EndDate></cac:ValidityPeriod>";
  const auto fact = FactOf(WithOffer("1", october, "40"));
  ASSERT_EQ(fact.catalogue().lines_size(), 2);
  EXPECT_EQ(fact.catalogue().lines(0).unit_price_micros(), 40'000'000);
  EXPECT_EQ(fact.catalogue().lines(0).valid_from(), "2023-10-01");
  EXPECT_EQ(fact.catalogue().lines(0).valid_to(), "2023-10-31");
  EXPECT_EQ(fact.catalogue().lines(1).unit_price_micros(), 50'000'000);
  EXPECT_EQ(fact.catalogue().lines(1).line_id(), "1");
}

TEST(CatalogueReader, TakesThePriceOfTheLeastQuantityAndNamesTheOthers) {
  const auto fact = FactOf(WithOffer("100", "", "40"));
  ASSERT_EQ(fact.catalogue().lines_size(), 1);
  EXPECT_EQ(fact.catalogue().lines(0).unit_price_micros(), 50'000'000);
  ASSERT_EQ(fact.flags_size(), 1);
  EXPECT_EQ(fact.flags(0).rule(), "price_by_quantity");
  EXPECT_EQ(fact.flags(0).what(), "the price for 100 or more, '40', is left out");
}

TEST(CatalogueReader, TakesALineOutThatIsDeletedOrNotOrderable) {
  const std::string deletes = "<cbc:ActionCode>Delete</cbc:ActionCode><cbc:OrderableIndicator>";
  const auto deleted = FactOf(With(Catalogue(), "<cbc:OrderableIndicator>", deletes));
  EXPECT_FALSE(deleted.catalogue().lines(0).is_orderable());
  EXPECT_FALSE(deleted.catalogue().lines(0).has_unit_price_micros());
  const auto waiting = FactOf(With(Catalogue(), ">true<", ">false<"));
  EXPECT_FALSE(waiting.catalogue().lines(0).is_orderable());
  EXPECT_TRUE(waiting.catalogue().lines(0).has_unit_price_micros());
  EXPECT_TRUE(FactOf(With(Catalogue(), "<cbc:OrderableIndicator>true</cbc:OrderableIndicator>", "")).catalogue().lines(0).is_orderable());
}

TEST(CatalogueReader, EndsACatalogueThatIsWithdrawn) {
  const auto fact = FactOf(With(Catalogue(), "<cbc:VersionID>", "<cbc:ActionCode>Delete</cbc:ActionCode><cbc:VersionID>"));
  EXPECT_EQ(fact.catalogue().valid_to(), "2023-04-01");
  EXPECT_TRUE(HasFlag(fact, "catalogue_withdrawn"));
  EXPECT_FALSE(fact.catalogue().lines(0).has_unit_price_micros());
}

TEST(CatalogueReader, FlagsWhatItCannotUse) {
  EXPECT_TRUE(HasFlag(FactOf(With(Catalogue(), "2023-12-31", "2022-12-31")), "period_reversed"));
  EXPECT_TRUE(HasFlag(FactOf(With(Catalogue(), "2023-12-31", "31.12.2023")), "date_invalid"));
  EXPECT_TRUE(HasFlag(FactOf(With(Catalogue(), ">500<", ">femti<")), "price_unreadable"));
  const auto partial = FactOf(With(Catalogue(), "<cbc:VersionID>2</cbc:VersionID>", "<cbc:ActionCode>Update</cbc:ActionCode>"));
  EXPECT_TRUE(HasFlag(partial, "catalogue_partial"));
  const std::string text = Catalogue();
  const size_t begin = text.find("<cac:CatalogueLine>");
  const std::string line = text.substr(begin, text.find("</Catalogue>") - begin);
  const auto mixed = FactOf(With(text, "</Catalogue>", With(line, "NOK", "EUR") + "</Catalogue>"));
  EXPECT_TRUE(HasFlag(mixed, "currency_differs"));
  EXPECT_FALSE(mixed.catalogue().lines(1).has_unit_price_micros());
}

TEST(CatalogueReader, PrefersTheSellerToWhoSendsTheCatalogue) {
  const auto fact = FactOf(With(Catalogue(), "<cac:CatalogueLine>",
                                "<cac:SellerSupplierParty><cac:Party><cbc:EndpointID schemeID=\"0192\">987654325</cbc:EndpointID>"
                                "</cac:Party></cac:SellerSupplierParty><cac:CatalogueLine>"));
  EXPECT_EQ(fact.catalogue().supplier_organisation_number(), "987654325");
}

}  // namespace
}  // namespace helhet::ehandel
