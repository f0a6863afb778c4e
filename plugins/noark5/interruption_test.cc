// An edition is in the archive once, wherever an attempt was broken off and whoever else was at it.
#include <algorithm>

#include "digest.h"
#include "filing_fixture.h"

namespace helhet::noark5 {
namespace {

class InterruptionTest : public FilingTest {
 protected:
  // Breaks the first attempt off at each request in turn, before or after the archive has carried it out, and tries again.
  void BreakOffEverywhere(const std::string& how) {
    Write();
    const auto requests = Requests();
    ASSERT_GT(requests.size(), 20u);
    for (size_t at = 0; at < requests.size(); ++at) {
      SCOPED_TRACE(how + " at request " + std::to_string(at) + ", " + requests[at]);
      archive_.Control("reset");
      Prepare();
      Plan({{"do", how}, {"skip", at}});
      const auto broken = Write();
      // A GET may be asked again at once, and then nothing is broken off.
      const bool is_told = broken.problem().problem_class() == plugin::v1::PROBLEM_CLASS_TRANSIENT;
      EXPECT_TRUE(is_told || (!broken.has_problem() && requests[at].starts_with("GET "))) << broken.problem().what();
      ExpectFiledOnce(Write());
      if (HasFailure()) return;
    }
  }
  // What the archive is set to after each reset.
  virtual void Prepare() {}
};

TEST_F(InterruptionTest, GoesOnAfterAnyRequestThatDidNotArrive) { BreakOffEverywhere("drop_before"); }

TEST_F(InterruptionTest, GoesOnAfterAnyRequestWhoseAnswerDidNotArrive) { BreakOffEverywhere("drop_after"); }

// A file that is larger than the archive takes whole.
class PiecesTest : public InterruptionTest {
 protected:
  PiecesTest() { PiecesTest::Prepare(); }
  void Prepare() override { Switch({{"bulk_limit_bytes", 30}}); }
};

TEST_F(PiecesTest, GoInOneSessionEachUnderTheAddressThatTheOneBeforeGave) {
  ExpectFiledOnce(Write());
  const auto requests = Requests();
  const auto pieces = std::count_if(requests.begin(), requests.end(), [](const std::string& each) { return each.starts_with("PUT session:"); });
  EXPECT_EQ(pieces, static_cast<long>((request_.body().size() + 29) / 30));
}

TEST_F(PiecesTest, AreFollowedByEitherFormOfTheirRange) {
  Switch({{"range_prefix", "bytes "}});
  ExpectFiledOnce(Write());
}

TEST_F(PiecesTest, GoOnAfterAnyRequestThatDidNotArrive) { BreakOffEverywhere("drop_before"); }

TEST_F(PiecesTest, GoOnAfterAnyRequestWhoseAnswerDidNotArrive) { BreakOffEverywhere("drop_after"); }

// As large as editions with many pictures are: beyond what a client sends before it has asked whether it may (RFC 9110,
// section 10.1.1).
class LargeFileTest : public InterruptionTest {
 protected:
  LargeFileTest() { request_.mutable_body()->append(std::string(9u << 20, 'x')); }
  long Pieces() {
    const auto requests = Requests();
    return std::count_if(requests.begin(), requests.end(), [](const std::string& each) { return each.starts_with("PUT session:"); });
  }
};

TEST_F(LargeFileTest, GoesWholeWhereTheArchiveTakesIt) {
  ExpectFiledOnce(Write());
  EXPECT_EQ(Pieces(), 0);
}

TEST_F(LargeFileTest, GoesInPiecesOfFourMebibytesWhereTheLimitIsHidden) {
  Switch({{"bulk_limit_bytes", 5u << 20}, {"deny", {"admin/system/"}}});
  ExpectFiledOnce(Write());
  EXPECT_EQ(Pieces(), 3);
}

TEST_F(InterruptionTest, SendsPiecesToAnArchiveThatTakesLessThanItSays) {
  Plan({{"do", "answer_instead"}, {"method", "POST"}, {"on", "arkivstruktur/fil/"}, {"status", 403}, {"body", "{}"}});
  ExpectFiledOnce(Write());
}

TEST_F(InterruptionTest, TriesAgainWhenTheArchiveCouldNotStoreTheFile) {
  Plan({{"do", "answer_instead"}, {"method", "POST"}, {"on", "arkivstruktur/fil/"}, {"status", 422},
        {"body", R"({"feil": {"kode": 422, "beskrivelse": "disken er full"}})"}});
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "upload_failed");
  EXPECT_EQ(receipt.problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  EXPECT_NE(receipt.problem().what().find("disken er full"), std::string::npos);
  ExpectFiledOnce(Write());
}

TEST_F(InterruptionTest, TellsOfAFileThatIsNotWhatWasStatedOfIt) {
  Plan({{"do", "drop_before"}, {"method", "POST"}, {"on", "arkivstruktur/fil/"}});
  Write();
  archive_.Control("change", {{"of", FieldsOf("dokumentobjekt")["systemID"]}, {"fields", {{"filstoerrelse", 1}}}});
  EXPECT_EQ(Trouble(), "checksum_mismatch");
}

TEST_F(InterruptionTest, TellsOfAFileThatLiesThereAndIsAnother) {
  Plan({{"do", "drop_before"}, {"method", "POST"}, {"on", "arkivstruktur/ny-dokumentobjekt/"}});
  Write();
  const json ids = Seed({{{"kind", "dokumentobjekt"},
                          {"under", FieldsOf("dokumentbeskrivelse")["systemID"]},
                          {"name", "object"},
                          {"content_base64", "JVBERi0xLjcK"},  // %PDF-1.7
                          {"media_type", "application/pdf"},
                          {"fields", {{"versjonsnummer", 1}}}}});
  archive_.Control("change", {{"of", ids["object"]}, {"fields", {{"sjekksum", Sha256Of(request_.body())}}}});
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "checksum_mismatch");
  EXPECT_NE(receipt.problem().what().find("already there"), std::string::npos) << receipt.problem().what();
}

TEST_F(InterruptionTest, LeavesAnotherFileUnderTheSameDeliveryAlone) {
  Write();
  request_.set_body("%PDF-1.7 another");
  EXPECT_EQ(Trouble(), "delivery_differs");
  EXPECT_EQ(archive_.Control("counts")["dokumentobjekt"], 1);
}

TEST_F(InterruptionTest, LogsInAgainWhenTheTokenIsTooOld) {
  Plan({{"do", "expire_tokens"}, {"method", "POST"}, {"on", "sakarkiv/ny-journalpost/"}});
  ExpectFiledOnce(Write());
}

TEST_F(InterruptionTest, FindsItsOwnInAnArchiveThatTakesNoFilters) {
  const plugin::v1::WriteRequest ours = request_;
  request_.set_delivery_id("levanger/renhold/1/decided");
  (*request_.mutable_properties())["case_key"] = "levanger/renhold";
  Write();
  request_ = ours;
  const auto first = Write();
  for (const char* list : {"sakarkiv/saksmappe/", "sakarkiv/journalpost/", "metadata/virksomhetsspesifikkeMetadata/"}) {
    Plan({{"do", "answer_instead"}, {"method", "GET"}, {"on", list}, {"status", 501}, {"body", "{}"}});
  }
  EXPECT_EQ(Write().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(archive_.Control("counts")["journalpost"], 2);
}

TEST_F(InterruptionTest, LeavesTheEntryToAnAttemptThatWasThereBefore) {
  Write();
  const auto requests = Requests();
  const auto post = std::find(requests.begin(), requests.end(), "POST sakarkiv/ny-journalpost/") - requests.begin();
  archive_.Control("reset");
  // The first attempt is still under way in the archive when ours has looked and found nothing.
  std::string first;
  host_.OnAcquire([&, asked = 0](const auto&) mutable {
    if (asked++ != post) return;
    const json ids = Seed({{{"kind", "journalpost"},
                            {"under", FieldsOf("saksmappe")["systemID"]},
                            {"name", "first"},
                            {"fields", {{"tittel", "A3 Avtalelojalitet, utgave 3"}, {"opprettetDato", "2020-01-01T00:00:00+01:00"},
                                        {"journalstatus", {{"kode", "R"}, {"kodenavn", "Reservert dokument"}}},
                                        {"virksomhetsspesifikkeMetadata", {{"vnd-helhet-v1:deliveryid", request_.delivery_id()}}}}}}});
    first = ids["first"];
  });
  const auto receipt = Write();
  EXPECT_FALSE(receipt.has_problem()) << receipt.problem().what();
  EXPECT_EQ(receipt.external_id(), first);
  // Seeded ones are not counted: ours is gone.
  EXPECT_EQ(archive_.Control("counts").value("journalpost", 0), 0);
}

// Somebody else changes the entry between our look at it and our change.
class ConflictTest : public InterruptionTest, public ::testing::WithParamInterface<int> {
 protected:
  ConflictTest() { Switch({{"conflict_status", GetParam()}}); }
  void Disturb(int times) {
    Plan({{"do", "conflict"}, {"method", "PATCH"}, {"on", "self:sakarkiv/journalpost/"}, {"times", times}, {"argument", {{"tittel", "A3 med ny tittel"}}}});
  }
};

TEST_P(ConflictTest, IsSettledByLookingAgain) {
  Disturb(1);
  ExpectFiledOnce(Write());
  EXPECT_EQ(FieldsOf("journalpost")["tittel"], "A3 med ny tittel");
}

TEST_P(ConflictTest, IsLeftToTheNextAttemptWhenItGoesOn) {
  Disturb(2);
  const auto receipt = Write();
  EXPECT_EQ(receipt.problem().code(), "conflict");
  EXPECT_EQ(receipt.problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  ExpectFiledOnce(Write());
}

INSTANTIATE_TEST_SUITE_P(Statuses, ConflictTest, ::testing::Values(409, 412));

}  // namespace
}  // namespace helhet::noark5
