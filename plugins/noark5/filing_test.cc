// What stands in the archive after an edition has been filed, and what is told when it cannot be.
#include "filing_fixture.h"

namespace helhet::noark5 {
namespace {

TEST_F(FilingTest, MakesCaseEntryDescriptionAndObjectWithTheFile) {
  ExpectFiledOnce(Write());
  const json file = FieldsOf("saksmappe");
  EXPECT_EQ(file["tittel"], "Avtalelojalitet");
  EXPECT_EQ(file["administrativEnhet"], "Økonomi");
  EXPECT_EQ(file["saksansvarlig"], "Kari Nordmann");
  EXPECT_EQ(file["virksomhetsspesifikkeMetadata"], (json{{"vnd-helhet-v1:casekey", "levanger/innkjop"}}));
  const json entry = FieldsOf("journalpost");
  EXPECT_EQ(entry["tittel"], "A3 Avtalelojalitet, utgave 3");
  EXPECT_EQ(entry["beskrivelse"], "A3, utgave 3. Vedtatt i Kommunestyret 2026-06-18, sak 45/26.");
  EXPECT_EQ(entry["dokumentetsDato"], "2026-06-18Z");
  EXPECT_EQ(entry["journalposttype"]["kode"], "X");
  EXPECT_EQ(entry["virksomhetsspesifikkeMetadata"], (json{{"vnd-helhet-v1:deliveryid", "levanger/innkjop/3/decided"}}));
  const json description = FieldsOf("dokumentbeskrivelse");
  EXPECT_EQ(description["tilknyttetRegistreringSom"]["kode"], "H");
  EXPECT_EQ(description["forfatter"], json::array({"Kari Nordmann"}));
  const json object = FieldsOf("dokumentobjekt");
  EXPECT_EQ(object["variantformat"]["kode"], "A");
  EXPECT_EQ(object["format"]["kode"], "fmt/477");
  EXPECT_EQ(object["filnavn"], "innkjop-3.pdf");
  EXPECT_EQ(object["filstoerrelse"], request_.body().size());
  EXPECT_EQ(object["sjekksumAlgoritme"], "SHA-256");
  const json sender = FieldsOf("korrespondansepartintern");
  EXPECT_EQ(sender["korrespondanseparttype"]["kode"], "IA");
  EXPECT_EQ(sender["saksbehandler"], "Kari Nordmann");
}

TEST_F(FilingTest, SaysOfAnEditionThatIsSubmittedWhereItGoes) {
  auto& properties = *request_.mutable_properties();
  properties["event"] = "submitted";
  properties.erase("decision_date");
  Write();
  EXPECT_EQ(FieldsOf("journalpost")["beskrivelse"], "A3, utgave 3. Sendt til politisk behandling i Kommunestyret, sak 45/26.");
}

TEST_F(FilingTest, SaysOfAnEditionThatWasNotAdoptedThatItWasNot) {
  (*request_.mutable_properties())["adopted"] = "false";
  Write();
  EXPECT_EQ(FieldsOf("journalpost")["beskrivelse"], "A3, utgave 3. Ikke vedtatt i Kommunestyret 2026-06-18, sak 45/26.");
}

TEST_F(FilingTest, ARepeatMakesNothing) {
  const auto first = Write();
  Requests();
  const auto second = Write();
  ExpectFiledOnce(second);
  EXPECT_EQ(second.external_id(), first.external_id());
  EXPECT_EQ(second.link(), first.link());
  for (const std::string& request : Requests()) {
    EXPECT_TRUE(request.starts_with("GET ") || request == "POST login/token") << request;
  }
}

TEST_F(FilingTest, EditionsOfOneSheetStandInOneCase) {
  Write();
  request_.set_delivery_id("levanger/innkjop/4/submitted");
  EXPECT_EQ(Trouble(), "");
  const json counts = archive_.Control("counts");
  EXPECT_EQ(counts["saksmappe"], 1);
  EXPECT_EQ(counts["journalpost"], 2);
}

TEST_F(FilingTest, FindsAnEntryThatSomebodyMovedOnInItsTreatment) {
  const auto first = Write();
  archive_.Control("change", {{"of", first.external_id()}, {"fields", {{"journalstatus", {{"kode", "J"}, {"kodenavn", "Journalført"}}}}}});
  EXPECT_EQ(Write().external_id(), first.external_id());
  EXPECT_EQ(FieldsOf("journalpost")["journalstatus"]["kode"], "J");
  EXPECT_EQ(archive_.Control("counts")["journalpost"], 1);
}

TEST_F(FilingTest, FilesInTheArkivdelThatTheSettingsName) {
  const json ids = Seed({{{"kind", "arkivdel"}, {"under", "arkiv"}, {"name", "new"}, {"fields", {{"tittel", "Sakarkiv 2024-"}, {"arkivdelstatus", {{"kode", "A"}, {"kodenavn", "Aktiv periode"}}}}}}});
  // Two that are open, and none named.
  EXPECT_EQ(Trouble(), "series_not_found");
  settings_["series"] = "Sakarkiv 2024-";
  EXPECT_EQ(Trouble(), "");
  EXPECT_EQ(FieldsOf("journalpost")["referanseArkivdel"], ids["new"]);
}

TEST_F(FilingTest, TellsOfAnArkivdelThatIsNotThereWithThoseThatAre) {
  settings_["series"] = "Sakarkiv 1999";
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "series_not_found");
  EXPECT_EQ(receipt.problem().setting(), "settings.series");
  EXPECT_NE(receipt.problem().what().find("'Sakarkiv 2020-'"), std::string::npos) << receipt.problem().what();
}

TEST_F(FilingTest, MakesTheCaseUnderTheClassThatTheSettingsName) {
  settings_["class"] = "040";
  ExpectFiledOnce(Write());
  std::string parents, id;
  for (const auto& each : archive_.Control("state")) {
    if (each["kind"] == "saksmappe") parents = each["parents"].dump();
    if (each["kind"] == "klasse" && each["fields"]["klasseID"] == "040") id = each["fields"]["systemID"];
  }
  EXPECT_NE(parents.find(id), std::string::npos) << parents;
}

TEST_F(FilingTest, TellsOfAClassThatIsNotThere) {
  settings_["class"] = "999";
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "class_not_found");
  EXPECT_EQ(receipt.problem().setting(), "settings.class");
}

TEST_F(FilingTest, TellsOfACaseThatIsClosed) {
  Write();
  archive_.Control("change", {{"of", FieldsOf("saksmappe")["systemID"]}, {"fields", {{"avsluttetDato", "2026-03-01T00:00:00+01:00"}}}});
  request_.set_delivery_id("levanger/innkjop/4/submitted");
  EXPECT_EQ(Trouble(), "case_closed");
}

TEST_F(FilingTest, UsesTheCodesThatTheSettingsState) {
  settings_["journal_status"] = "J";
  settings_["journal_entry_type"] = "S";
  settings_["document_type"] = "R";
  settings_["company"] = "levanger2";
  EXPECT_EQ(Trouble(), "");
  EXPECT_EQ(FieldsOf("journalpost")["journalstatus"]["kode"], "J");
  EXPECT_EQ(FieldsOf("journalpost")["journalposttype"]["kode"], "S");
  EXPECT_EQ(FieldsOf("dokumentbeskrivelse")["dokumenttype"]["kode"], "R");
  EXPECT_TRUE(FieldsOf("saksmappe")["virksomhetsspesifikkeMetadata"].contains("vnd-levanger2-v1:casekey"));
}

TEST_F(FilingTest, TellsOfAStatusThatTheArchiveDoesNotHave) {
  settings_["journal_status"] = "Q";
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "code_unknown");
  EXPECT_EQ(receipt.problem().setting(), "settings.journal_status");
}

TEST_F(FilingTest, TellsWhatIsMissingInADelivery) {
  request_.mutable_properties()->erase("case_key");
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "delivery_incomplete");
  EXPECT_NE(receipt.problem().what().find("case_key"), std::string::npos);
}

TEST_F(FilingTest, RefusesAFileThatIsNotTheOneTheHubMade) {
  (*request_.mutable_properties())["sha256"] = std::string(64, '0');
  EXPECT_EQ(Trouble(), "delivery_incomplete");
  EXPECT_EQ(archive_.Control("counts").value("saksmappe", 0), 0);
}

// A link is missing where the user has no right.
class MissingRightTest : public FilingTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(MissingRightTest, IsToldByTheRelationThatIsNotOffered) {
  Switch({{"deny", {GetParam()}}});
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "not_allowed");
  EXPECT_NE(receipt.problem().what().find(GetParam()), std::string::npos) << receipt.problem().what();
  EXPECT_FALSE(receipt.problem().remedy().empty());
}

INSTANTIATE_TEST_SUITE_P(Relations, MissingRightTest,
                         ::testing::Values("sakarkiv/ny-saksmappe/", "sakarkiv/ny-journalpost/", "arkivstruktur/ny-dokumentbeskrivelse/",
                                           "arkivstruktur/ny-dokumentobjekt/", "arkivstruktur/fil/",
                                           "metadata/ny-virksomhetsspesifikkeMetadata/", "arkivstruktur/arkivdel/"));

}  // namespace
}  // namespace helhet::noark5
