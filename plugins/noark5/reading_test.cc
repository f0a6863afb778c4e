// What is read from an archive, and what is not.
#include <algorithm>

#include "archive_fixture.h"

namespace helhet::noark5 {
namespace {

constexpr char kMade[] = "2019-01-07T09:00:00+01:00";

class ReadingTest : public ArchiveTest {
 protected:
  explicit ReadingTest(const std::vector<std::string>& options = {}) : ArchiveTest(options) {}

  // Documents of these titles in one entry, made on 7 January 2019.
  json SeedDocuments(const std::vector<std::string>& titles) {
    json things = {{{"kind", "saksmappe"}, {"under", "arkivdel"}, {"name", "case"}, {"fields", {{"tittel", "Rutiner"}, {"endretDato", kMade}, {"opprettetDato", kMade}}}},
                   {{"kind", "journalpost"}, {"under", "case"}, {"name", "entry"}, {"fields", {{"tittel", "Rutiner"}, {"endretDato", kMade}, {"opprettetDato", kMade}}}}};
    for (const std::string& title : titles) {
      things.push_back({{"kind", "dokumentbeskrivelse"}, {"under", "entry"}, {"name", title},
                        {"fields", {{"tittel", title}, {"endretDato", kMade}, {"opprettetDato", kMade}}}});
      things.push_back({{"kind", "dokumentobjekt"}, {"under", title}, {"name", title + ", version"},
                        {"fields", {{"versjonsnummer", 1}, {"endretDato", kMade}, {"opprettetDato", kMade}}}});
    }
    return Seed(things);
  }
  // Another user changes something, at the time of the archive's clock.
  void Change(const json& id, const json& fields) { archive_.Control("change", {{"of", id}, {"fields", fields}}); }

  using Names = std::vector<std::string>;
};

TEST_F(ReadingTest, GivesADocumentWithItsDatesItsUnitAndItsLatestVersion) {
  SeedProcedure();
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  ASSERT_EQ(Titles(), Names{"Innkjøpsrutine"});
  const auto record = Documents()["Innkjøpsrutine"];
  const auto& document = record.fact().archive_document();
  EXPECT_EQ(record.natural_key(), document.document_id());
  EXPECT_EQ(document.document_type(), "Rundskriv");
  EXPECT_EQ(document.version(), "2");
  EXPECT_EQ(document.revision_date(), "2021-05-03");
  EXPECT_EQ(document.next_revision_date(), "");
  EXPECT_EQ(document.published_date(), "2019-01-08");
  EXPECT_EQ(document.status(), "Dokumentet er ferdigstilt");
  EXPECT_EQ(document.owner(), "Kari Nordmann");
  EXPECT_EQ(document.link().rfind(archive_.origin(), 0), 0u) << document.link();
  ASSERT_EQ(record.fact().unit_codes_size(), 1);
  EXPECT_EQ(record.fact().unit_codes(0).scheme(), "administrative_unit");
  EXPECT_EQ(record.fact().unit_codes(0).code(), "Økonomi");
}

TEST_F(ReadingTest, AnEmptyArchiveHasNoDocuments) {
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_TRUE(host_.Records().empty());
}

TEST_F(ReadingTest, FollowsThePagesOfTheArchive) {
  archive_.Control("switches", {{"page_size", 2}});
  SeedDocuments({"A", "B", "C", "D", "E"});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), (Names{"A", "B", "C", "D", "E"}));
  EXPECT_EQ(host_.Records().size(), 5u);
}

TEST_F(ReadingTest, KeepsNoTitleAndNoNameOfWhatIsScreened) {
  const json screening = {{"tilgangsrestriksjon", {{"kode", "P"}, {"kodenavn", "Personalsaker"}}}, {"skjermingshjemmel", "offl. § 13"},
                          {"skjermingMetadata", {{{"kode", "TD"}, {"kodenavn", "Skjerming tittel dokumentbeskrivelse"}}}}};
  Seed({{{"kind", "saksmappe"}, {"under", "arkivdel"}, {"name", "case"}, {"fields", {{"tittel", "Personal"}, {"saksansvarlig", "Ola Hemmelig"}}}},
        {{"kind", "journalpost"}, {"under", "case"}, {"name", "entry"}, {"fields", {{"tittel", "Oppsigelse av Ola Hemmelig"}, {"offentligTittel", "Oppsigelse av *****"}, {"skjerming", screening}}}},
        {{"kind", "dokumentbeskrivelse"}, {"under", "entry"}, {"name", "document"}, {"fields", {{"tittel", "Oppsigelse av Ola Hemmelig"}, {"forfatter", {"Ola Hemmelig"}}}}},
        {{"kind", "journalpost"}, {"under", "case"}, {"name", "other"}, {"fields", {{"tittel", "Advarsel til Ola Hemmelig"}}}},
        {{"kind", "dokumentbeskrivelse"}, {"under", "other"}, {"name", "warning"}, {"fields", {{"tittel", "Advarsel til Ola Hemmelig"}, {"skjerming", screening}}}}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), (Names{"", "Oppsigelse av *****"}));
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.SerializeAsString().find("Hemmelig"), std::string::npos);
}

TEST_F(ReadingTest, ReadsOnlyTheArkivdelThatTheSettingsName) {
  Seed({{{"kind", "arkivdel"}, {"under", "arkiv"}, {"name", "quality"}, {"fields", {{"tittel", "Styrende dokumenter"}, {"arkivdelstatus", {{"kode", "A"}, {"kodenavn", "Aktiv periode"}}}}}},
        {{"kind", "mappe"}, {"under", "quality"}, {"name", "over"}, {"fields", {{"tittel", "Økonomi"}}}},
        {{"kind", "mappe"}, {"under", "over"}, {"name", "under"}, {"fields", {{"tittel", "Innkjøp"}}}},
        {{"kind", "registrering"}, {"under", "under"}, {"name", "record"}, {"fields", {{"tittel", "Rutine"}}}},
        {{"kind", "dokumentbeskrivelse"}, {"under", "record"}, {"name", "document"}, {"fields", {{"tittel", "Innkjøp i dybden"}}}},
        {{"kind", "registrering"}, {"under", "quality"}, {"name", "loose"}, {"fields", {{"tittel", "Løs"}}}},
        {{"kind", "dokumentbeskrivelse"}, {"under", "loose"}, {"name", "loose document"}, {"fields", {{"tittel", "Uten mappe"}}}}});
  SeedProcedure();
  settings_["read_series"] = {"Styrende dokumenter"};
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), (Names{"Innkjøp i dybden", "Uten mappe"}));
  settings_["read_series"] = {"Sakarkiv 2020-"};
  testing::ConnectorDriver other(helhet_plugin_entry(), host_);
  host_.ForgetBatches();
  ASSERT_TRUE(other.Configure(settings_.dump(), secrets_).ok());
  ASSERT_TRUE(other.Read().ok());
  EXPECT_EQ(Titles(), Names{"Innkjøpsrutine"});
}

TEST_F(ReadingTest, ReadsNothingAgainThatIsAsItWas) {
  SeedDocuments({"A", "B"});
  ASSERT_TRUE(Read().ok());
  ASSERT_TRUE(Read(host_.Checkpoint()).ok()) << host_.problem().what();
  EXPECT_TRUE(host_.Records().empty());
}

// A part of a document, and how somebody changes it.
struct Changed {
  const char* what;
  const char* part;
  json fields;
};

class ChangeTest : public ReadingTest, public ::testing::WithParamInterface<Changed> {};

TEST_P(ChangeTest, IsOneOfTheDocument) {
  const json ids = SeedDocuments({"A"});
  Seed({{{"kind", "saksmappe"}, {"under", "arkivdel"}, {"name", "x"}, {"fields", {{"tittel", "x"}, {"endretDato", kMade}, {"opprettetDato", kMade}}}},
        {{"kind", "journalpost"}, {"under", "x"}, {"name", "y"}, {"fields", {{"tittel", "y"}, {"endretDato", kMade}, {"opprettetDato", kMade}}}},
        {{"kind", "dokumentbeskrivelse"}, {"under", "y"}, {"name", "z"}, {"fields", {{"tittel", "Z"}, {"endretDato", kMade}, {"opprettetDato", kMade}}}}});
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  Change(ids[GetParam().part], GetParam().fields);
  ASSERT_TRUE(Read(checkpoint).ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), Names{"A"});
  EXPECT_EQ(host_.Records().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Parts, ChangeTest,
                         ::testing::Values(Changed{"Case", "case", {{"administrativEnhet", "Helse"}}}, Changed{"Entry", "entry", {{"beskrivelse", "ny"}}},
                                           Changed{"Description", "A", {{"beskrivelse", "ny"}}}, Changed{"Object", "A, version", {{"filnavn", "a.pdf"}}}),
                         [](const auto& info) { return info.param.what; });

TEST_F(ReadingTest, ReadsWhatIsNewAndWhatIsNewOfWhatWas) {
  const json ids = SeedDocuments({"A", "B"});
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  Seed({{{"kind", "dokumentbeskrivelse"}, {"under", ids["entry"]}, {"name", "C"}, {"fields", {{"tittel", "C"}}}},
        {{"kind", "dokumentobjekt"}, {"under", ids["A"]}, {"name", "second"}, {"fields", {{"versjonsnummer", 2}}}}});
  ASSERT_TRUE(Read(checkpoint).ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), (Names{"A", "C"}));
  EXPECT_EQ(Documents()["A"].fact().archive_document().version(), "2");
}

TEST_F(ReadingTest, LooksAtEveryTimeItselfWhereTheArchiveTakesNoFilter) {
  const json ids = SeedDocuments({"A", "B"});
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  Change(ids["B"], {{"beskrivelse", "ny"}});
  json faults = json::array();
  for (const char* list : {"mappe", "registrering", "dokumentbeskrivelse", "dokumentobjekt"}) {
    // The versions of the one document are asked for, without a filter, before the list of all of them is.
    const int skip = list == std::string("dokumentobjekt") ? 1 : 0;
    faults.push_back({{"do", "answer_instead"}, {"method", "GET"}, {"on", "arkivstruktur/" + std::string(list) + "/"}, {"skip", skip}, {"status", 400}, {"body", "{}"}});
  }
  archive_.Control("faults", faults);
  ASSERT_TRUE(Read(checkpoint).ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), Names{"B"});
}

TEST_F(ReadingTest, ABackfillGivesAllAndLeavesTheCheckpoint) {
  SeedDocuments({"A", "B"});
  ASSERT_TRUE(Read().ok());
  plugin::v1::ReadStart start;
  start.set_checkpoint(host_.Checkpoint());
  start.set_backfill_from("2020-01-01");
  host_.ForgetBatches();
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(Titles(), (Names{"A", "B"}));
  EXPECT_EQ(host_.Checkpoint(), start.checkpoint());
}

TEST_F(ReadingTest, WhatIsKeptIsReadAgainAsItWas) {
  SeedProcedure();
  ASSERT_TRUE(Read().ok());
  const auto read = host_.Records().at(0);
  plugin::v1::ReadStart start;
  auto* kept = start.add_replay();
  kept->set_locator(read.locator());
  kept->set_raw(read.raw());
  kept->set_source_time_us(read.source_time_us());
  host_.ForgetBatches();
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(host_.Records().at(0).SerializeAsString(), read.SerializeAsString());
}

TEST_F(ReadingTest, FetchesNoFiles) {
  SeedProcedure();
  archive_.Control("requests");
  ASSERT_TRUE(Read().ok());
  for (const auto& request : archive_.Control("requests")) EXPECT_NE(request["name"], "arkivstruktur/fil/");
}

TEST_F(ReadingTest, TellsWhenTheUserMaySeeNoDocuments) {
  archive_.Control("switches", {{"deny", {"arkivstruktur/dokumentbeskrivelse/"}}});
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kPermissionDenied);
  EXPECT_EQ(status.reason(), "not_allowed");
  EXPECT_NE(status.message().find("arkivstruktur/dokumentbeskrivelse/"), std::string::npos) << status.message();
}

TEST_F(ReadingTest, ReadsWhatItMaySeeWhenVersionsAreHidden) {
  SeedProcedure();
  archive_.Control("switches", {{"deny", {"arkivstruktur/dokumentobjekt/"}}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto document = Documents()["Innkjøpsrutine"].fact().archive_document();
  EXPECT_EQ(document.version(), "");
  // Nothing newer can be seen than the day it was made.
  EXPECT_EQ(document.revision_date(), "2019-01-07");
}

TEST_F(ReadingTest, TellsWhatTheArchiveIsAndWhereItFiles) {
  ASSERT_TRUE(Configure().ok());
  const auto summary = connector_.Check();
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_NE(summary->find("arkiverer i «Sakarkiv 2020-»"), std::string::npos) << *summary;
}

TEST_F(ReadingTest, RefusesACheckpointThatIsNoneOfItsOwn) {
  EXPECT_EQ(Read("{\"since\": 1}").reason(), "checkpoint_unreadable");
}

}  // namespace
}  // namespace helhet::noark5
