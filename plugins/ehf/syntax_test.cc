// An invoice is the same whatever way it is written down.
#include "test_document.h"

namespace helhet::ehf {
namespace {

TEST(Syntax, ReadsAnInvoiceWhateverItsPrefixes) {
  std::string text = With(With(Invoice(), "cbc:", "b:"), "cac:", "cbc:");  // cbc now means cac
  text = With(With(With(text, "xmlns:cbc=", "xmlns:b="), "xmlns:cac=", "xmlns:cbc="), "<Invoice ", "<q:Invoice ");
  text = With(With(text, "</Invoice>", "</q:Invoice>"), "xmlns=", "xmlns:q=");
  EXPECT_EQ(FactOf(text).SerializeAsString(), FactOf(Invoice()).SerializeAsString());
}

TEST(Syntax, ReadsAnInvoiceInEveryEncoding) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : Invoice()) utf16 += {c, '\0'};
  EXPECT_EQ(FactOf(utf16).invoice().number(), "1001");
  const std::string latin1 = With(With(Invoice(), "UTF-8", "ISO-8859-1"), "Stol", "Bl\xE5 stol");
  EXPECT_EQ(FactOf(latin1).invoice().lines(0).item_name(), "Blå stol");
}

}  // namespace
}  // namespace helhet::ehf
