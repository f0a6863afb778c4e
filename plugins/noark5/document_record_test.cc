// How a document with what lies around it becomes a fact.
#include "document_record.h"

#include <gtest/gtest.h>

#include "kept_document.h"

namespace helhet::noark5 {
namespace {

Json Version(int number, const char* made, const char* variant = "P") {
  return {{"versjonsnummer", number}, {"opprettetDato", made}, {"variantformat", {{"kode", variant}}}};
}

class DocumentRecordTest : public ::testing::Test {
 protected:
  model::v1::Fact Fact() {
    DocumentParts parts{Resource(description_), Resource(record_), Resource(file_), {}};
    for (const Json& object : objects_) parts.objects.emplace_back(object);
    const auto record = RecordOf(KeptOf(parts), 0);
    EXPECT_TRUE(record.has_fact()) << record.refusal().what();
    return record.fact();
  }
  model::v1::ArchiveDocument Document() { return Fact().archive_document(); }

  Json description_ = {{"systemID", "id"}, {"tittel", "Rutine"}, {"opprettetDato", "2018-05-02T08:00:00+02:00"}};
  Json record_ = Json::object();
  Json file_ = Json::object();
  Json objects_ = Json::array();
};

TEST_F(DocumentRecordTest, TheFirstOfTheHighestVersionIsTheRevision) {
  objects_ = {Version(1, "2019-01-01T00:00:00Z"), Version(10, "2022-02-02T00:00:00Z"), Version(9, "2023-03-03T00:00:00Z"),
              // An archive format that was made of it years later.
              Version(10, "2024-04-04T00:00:00Z", "A")};
  EXPECT_EQ(Document().version(), "10");
  EXPECT_EQ(Document().revision_date(), "2022-02-02");
}

TEST_F(DocumentRecordTest, AChangeOfMetadataIsNoRevision) {
  description_["endretDato"] = "2026-01-01T00:00:00Z";
  objects_ = {Version(1, "2019-01-01T00:00:00Z")};
  EXPECT_EQ(Document().revision_date(), "2019-01-01");
}

TEST_F(DocumentRecordTest, WithoutVersionsTheDateOnTheDocumentCountsAndThenTheDayItWasMade) {
  EXPECT_EQ(Document().revision_date(), "2018-05-02");
  record_["dokumentetsDato"] = "2018-04-01+02:00";
  EXPECT_EQ(Document().revision_date(), "2018-04-01");
}

TEST_F(DocumentRecordTest, WithoutAnyDateThereIsNoRevision) {
  description_.erase("opprettetDato");
  EXPECT_EQ(Document().revision_date(), "");
  EXPECT_EQ(Document().published_date(), "");
}

TEST_F(DocumentRecordTest, ADateThatIsNoneIsFlaggedAndPassedOver) {
  objects_ = {Version(1, "i fjor")};
  const auto fact = Fact();
  EXPECT_EQ(fact.archive_document().revision_date(), "2018-05-02");
  ASSERT_EQ(fact.flags_size(), 1);
  EXPECT_EQ(fact.flags(0).rule(), "date_unreadable");
}

TEST_F(DocumentRecordTest, WhatIsDisposedOfOrExpiredIsWithdrawn) {
  EXPECT_EQ(Document().withdrawn_date(), "");
  record_ = {{"journalstatus", {{"kode", "U"}, {"kodenavn", "Utgår"}}}, {"endretDato", "2023-09-01T10:00:00+02:00"}};
  EXPECT_EQ(Document().withdrawn_date(), "2023-09-01");
  description_["utfoertKassasjon"] = {{"kassertDato", "2024-01-15T00:00:00+01:00"}};
  EXPECT_EQ(Document().withdrawn_date(), "2024-01-15");
}

TEST_F(DocumentRecordTest, TheOwnerIsWhoeverHasTheCaseAndElseTheAuthor) {
  description_["forfatter"] = {"Ola", "Kari"};
  EXPECT_EQ(Document().owner(), "Ola");
  file_["saksansvarlig"] = "Per";
  EXPECT_EQ(Document().owner(), "Per");
}

TEST_F(DocumentRecordTest, IsScreenedByAnyPartAroundIt) {
  const Json screening = {{"tilgangsrestriksjon", {{"kode", "5"}}}};
  for (Json* part : {&description_, &record_, &file_}) {
    (*part)["skjerming"] = screening;
    EXPECT_EQ(Document().title(), "");
    part->erase("skjerming");
    (*part)["gradering"] = {{"graderingskode", {{"kode", "B"}}}};
    EXPECT_EQ(Document().title(), "");
    part->erase("gradering");
    (*part)["skjermetTittel"] = true;
    EXPECT_EQ(Document().title(), "");
    part->erase("skjermetTittel");
  }
  EXPECT_EQ(Document().title(), "Rutine");
}

TEST_F(DocumentRecordTest, WithoutASystemIdItIsRefused) {
  const auto record = RecordOf(Json::object(), 7);
  EXPECT_EQ(record.refusal().code(), "key_missing");
  EXPECT_FALSE(record.natural_key().empty());
}

TEST_F(DocumentRecordTest, WhatIsKeptAndIsNoneIsRefusedUnderItsLocator) {
  const auto record = RecordOfKept("no document", "kept", 7);
  EXPECT_EQ(record.refusal().code(), "kept_unreadable");
  EXPECT_EQ(record.natural_key(), "kept");
  EXPECT_EQ(record.raw(), "no document");
  EXPECT_EQ(RecordOfKept("{}", "kept", 7).refusal().code(), "key_missing");
}

TEST_F(DocumentRecordTest, SurvivesAttributesOfAnyKind) {
  const Json odd = {nullptr, 7, "x", true, Json::array({1}), Json::object()};
  for (const Json& value : odd) {
    for (const char* name : {"tittel", "dokumenttype", "dokumentstatus", "opprettetDato", "forfatter", "skjerming", "utfoertKassasjon"}) {
      description_[name] = value;
    }
    objects_ = {Json{{"versjonsnummer", value}, {"opprettetDato", value}}};
    record_ = {{"journalstatus", value}, {"journaldato", value}};
    file_ = {{"administrativEnhet", value}, {"saksansvarlig", value}};
    EXPECT_EQ(Document().document_id(), "id");
  }
}

}  // namespace
}  // namespace helhet::noark5
