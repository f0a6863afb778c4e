#include "document_format.h"

#include <gtest/gtest.h>

namespace helhet::noark5 {
namespace {

// PRONOM: fmt/95 PDF/A-1a, fmt/477 PDF/A-2b, fmt/478 PDF/A-2u, fmt/18 PDF 1.4, fmt/276 PDF 1.7, x-fmt/111 plain text.
TEST(DocumentFormat, TellsArchivePdfByItsMetadata) {
  const DocumentFormat by_attributes = FormatOf("application/pdf", "%PDF-1.7\n<x pdfaid:part=\"2\" pdfaid:conformance=\"B\"/>");
  EXPECT_EQ(by_attributes.variant, "A");
  EXPECT_EQ(by_attributes.pronom, "fmt/477");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.4\n<pdfaid:part>1</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>").pronom, "fmt/95");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.7\n<pdfaid:part>\n2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>").pronom, "fmt/478");
}

TEST(DocumentFormat, TellsOtherPdfByItsVersion) {
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.4\n").pronom, "fmt/18");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.7\n").pronom, "fmt/276");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.7\n").variant, "P");
}

TEST(DocumentFormat, LeavesToTheArchiveWhatItCannotTell) {
  EXPECT_EQ(FormatOf("application/pdf", "no PDF at all").pronom, "");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-").pronom, "");
  EXPECT_EQ(FormatOf("application/zip", "PK").pronom, "");
  EXPECT_EQ(FormatOf("application/pdf", "%PDF-1.7\npdfaid:part=\"9\"").pronom, "");
  EXPECT_EQ(FormatOf("text/plain", "x").pronom, "x-fmt/111");
}

}  // namespace
}  // namespace helhet::noark5
