#include "filing_fixture.h"

#include "digest.h"

namespace helhet::noark5 {

void FilingTest::ExpectFiledOnce(const plugin::v1::WriteResponse& receipt) {
  EXPECT_FALSE(receipt.has_problem()) << receipt.problem().code() << ": " << receipt.problem().what();
  const json counts = archive_.Control("counts");
  for (const char* kind : {"saksmappe", "journalpost", "dokumentbeskrivelse", "dokumentobjekt", "fil", "korrespondansepartintern"}) {
    EXPECT_EQ(counts.value(kind, 0), 1) << kind;
  }
  EXPECT_EQ(StoredFile(), Sha256Of(request_.body()));
  const json entry = FieldsOf("journalpost");
  EXPECT_EQ(receipt.delivery_id(), request_.delivery_id());
  EXPECT_EQ(receipt.external_id(), entry.value("systemID", ""));
  EXPECT_EQ(receipt.link().rfind(archive_.origin(), 0), 0u) << receipt.link();
  EXPECT_EQ(entry["journalstatus"]["kode"], "F");
  EXPECT_EQ(FieldsOf("dokumentbeskrivelse")["dokumentstatus"]["kode"], "F");
}

}  // namespace helhet::noark5
