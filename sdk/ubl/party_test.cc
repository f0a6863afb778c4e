#include "helhet/ubl/party.h"

#include "helhet/testing/ubl_document.h"
#include "helhet/values/organisation_number.h"

namespace helhet::sdk {
namespace {

class PartyTest : public ::testing::Test {
 protected:
  Party Read(const std::string& inner) {
    document_ = *XmlDocument::Parse(testing::UblDocument("Party", inner));
    return ReadParty(document_->root(), "party", flags_);
  }
  static std::string Legal(const std::string& id) {
    return "<cac:PartyLegalEntity><cbc:CompanyID" + id + "</cbc:CompanyID></cac:PartyLegalEntity>";
  }
  static std::string Endpoint(const std::string& id) { return "<cbc:EndpointID" + id + "</cbc:EndpointID>"; }
  static std::string Vat(const std::string& id) {
    return "<cac:PartyTaxScheme><cbc:CompanyID" + id + "</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>";
  }

  std::optional<XmlDocument> document_;
  model::v1::Fact fact_;
  Flags flags_{fact_};
};

TEST(OrganisationNumber, HasACheckDigit) {
  for (const char* valid : {"991825827", "123456785", "987654325", "811143758", "938587051", "974760673"}) {
    EXPECT_TRUE(IsOrganisationNumber(valid)) << valid;
  }
  for (const char* invalid : {"123456789", "99182582", "9918258270", "99182582a", "", "991825828"}) {
    EXPECT_FALSE(IsOrganisationNumber(invalid)) << invalid;
  }
  // 9 x 3 = 27, and 1 more than a multiple of 11 leaves no check digit at all.
  for (char digit = '0'; digit <= '9'; ++digit) EXPECT_FALSE(IsOrganisationNumber(std::string("40000000") + digit));
}

TEST(OrganisationNumber, IsTheSameHoweverItIsWritten) {
  for (const char* text : {"991825827", "991 825 827", "NO991825827MVA", "NO 991 825 827 MVA", "0192:991825827", "9908:991825827",
                           "991.825.827", "991825827MVA", "991\xC2\xA0" "825\xC2\xA0" "827"}) {
    EXPECT_EQ(OrganisationDigits(text), "991825827") << text;
  }
}

TEST_F(PartyTest, PrefersTheLegalEntityThenTheAddressThenTheVatNumber) {
  const std::string legal = Legal(" schemeID='0192'>991825827"), endpoint = Endpoint(" schemeID='0192'>987654325"),
                    vat = Vat(">NO123456785MVA");
  EXPECT_EQ(Read(endpoint + vat + legal).organisation_number, "991825827");
  EXPECT_EQ(Read(endpoint + vat).organisation_number, "987654325");
  EXPECT_EQ(Read(vat).organisation_number, "123456785");
  EXPECT_TRUE(fact_.flags().empty());
}

TEST_F(PartyTest, KnowsTheSchemesOfOlderDocuments) {
  EXPECT_EQ(Read(Endpoint(" schemeID='9908'>987654325")).organisation_number, "987654325");
  EXPECT_EQ(Read(Legal(" schemeID='NO:ORGNR'>991825827")).organisation_number, "991825827");
  EXPECT_EQ(Read(Vat(" schemeID='NO:VAT'>991825827MVA")).organisation_number, "991825827");
  EXPECT_EQ(Read("<cac:PartyIdentification><cbc:ID schemeID='0192'>987654325</cbc:ID></cac:PartyIdentification>").organisation_number,
            "987654325");
}

TEST_F(PartyTest, KnowsGlobalLocationNumbers) {
  EXPECT_EQ(Read(Endpoint(" schemeID='0088'>7080000000005")).gln, "7080000000005");
  EXPECT_EQ(Read("<cac:PartyIdentification><cbc:ID schemeID='GLN'>7080000000012</cbc:ID></cac:PartyIdentification>").gln, "7080000000012");
  EXPECT_EQ(Read(Endpoint(" schemeID='0192'>987654325")).gln, "");
}

TEST_F(PartyTest, TakesAValidNumberBeforeAnInvalidOneAndFlagsIt) {
  EXPECT_EQ(Read(Legal(" schemeID='0192'>123456789") + Endpoint(" schemeID='0192'>987654325")).organisation_number, "987654325");
  ASSERT_EQ(fact_.flags_size(), 1);
  EXPECT_EQ(fact_.flags(0).rule(), "organisation_number_invalid");
  EXPECT_EQ(fact_.flags(0).where(), "party/cac:PartyLegalEntity/cbc:CompanyID");
  EXPECT_EQ(fact_.flags(0).what(), "'123456789' is no organisation number: its check digit is wrong");
}

TEST_F(PartyTest, KeepsInvalidDigitsWhenThereAreNoOthers) {
  EXPECT_EQ(Read(Legal(" schemeID='0192'>12345 678")).organisation_number, "12345678");
  EXPECT_TRUE(testing::HasFlag(fact_, "organisation_number_invalid"));
}

TEST_F(PartyTest, TakesNoForeignNumberForANorwegianOne) {
  const std::string abroad = "<cac:PostalAddress><cac:Country><cbc:IdentificationCode>DK</cbc:IdentificationCode></cac:Country></cac:PostalAddress>";
  EXPECT_EQ(Read(Legal(">GB983294") + Vat(">GB1232434") + Endpoint(" schemeID='0088'>7300010000001")).organisation_number, "");
  EXPECT_EQ(Read(abroad + Legal(">991825827")).organisation_number, "");
  EXPECT_EQ(Read(Legal(">991825827")).organisation_number, "991825827") << "no scheme and no country: Norwegian if it is valid";
  EXPECT_EQ(Read(Legal(" schemeID='0184'>991825827")).organisation_number, "") << "another country's scheme";
  EXPECT_TRUE(fact_.flags().empty());
}

TEST_F(PartyTest, NamesThePartyAsRegisteredElseAsItTrades) {
  const std::string trading = "<cac:PartyName><cbc:Name>Handelsnavn</cbc:Name></cac:PartyName>";
  EXPECT_EQ(Read(trading).name, "Handelsnavn");
  EXPECT_EQ(Read(trading + "<cac:PartyLegalEntity><cbc:RegistrationName>Registrert AS</cbc:RegistrationName></cac:PartyLegalEntity>").name,
            "Registrert AS");
}

TEST_F(PartyTest, TellsTheOrganisationNumberInAnAddress) {
  EXPECT_EQ(Read(Endpoint(" schemeID='0192'>987654325")).endpoint_organisation_number, "987654325");
  EXPECT_EQ(Read(Endpoint(" schemeID='0088'>7300010000001")).endpoint_organisation_number, "");
  EXPECT_EQ(Read(Endpoint(" schemeID='0088'>7300010000001")).endpoint, "7300010000001");
}

}  // namespace
}  // namespace helhet::sdk
