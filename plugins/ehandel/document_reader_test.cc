#include "document_reader.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

// Whatever happens to a document, it is read or refused with a reason and a remedy.
void ExpectAnOutcome(const std::string& bytes) {
  const DocumentReading reading = ReadXmlDocument(bytes);
  ASSERT_EQ(reading.status.ok(), !reading.readings.empty()) << bytes;
  if (reading.status.ok()) {
    EXPECT_FALSE(reading.readings[0].natural_key.empty()) << bytes;
  } else {
    EXPECT_FALSE(reading.status.reason().empty()) << bytes;
    EXPECT_FALSE(reading.status.remedy().empty()) << bytes;
  }
}

TEST(DocumentReader, ReadsOrRefusesADocumentCutAnywhere) {
  for (const std::string& document : {Order(), OrderResponse(), Catalogue(), DespatchAdvice()}) {
    for (size_t size = 0; size < document.size(); size += 7) ExpectAnOutcome(document.substr(0, size));
  }
}

TEST(DocumentReader, ReadsOrRefusesADocumentWithAnyElementEmptyOrGone) {
  for (const std::string& document : {Order(), OrderResponse(), Catalogue(), DespatchAdvice()}) {
    for (size_t open = document.find("<c"); open != std::string::npos; open = document.find("<c", open + 1)) {
      const std::string name = document.substr(open + 1, document.find_first_of(" >", open) - open - 1);
      const size_t close = document.find("</" + name + ">", open), begin = document.find('>', open) + 1;
      ASSERT_NE(close, std::string::npos) << name;
      ExpectAnOutcome(document.substr(0, begin) + document.substr(close));
      ExpectAnOutcome(document.substr(0, open) + document.substr(close + name.size() + 3));
    }
  }
}

}  // namespace
}  // namespace helhet::ehandel
