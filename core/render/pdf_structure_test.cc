// The structure of the PDF: what a screen reader reads, and what an archive demands. ISO 32000-1, 14.7 and 14.8; ISO 19005-2.
#include <gtest/gtest.h>

#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>

#include "core/render/render.h"
#include "core/render/testing/pdf_tools.h"
#include "core/render/testing/sheets.h"

namespace helhet::render {
namespace {

using cli::Language;

class PdfStructure : public ::testing::Test {
 protected:
  void SetUp() override { Open(testing::ModelCaseSheet("avtalelojalitet")); }

  void Open(const api::v1::GetA3Response& sheet) {
    auto pdf = ToPdf(sheet, Language::kBokmaal);
    ASSERT_TRUE(pdf.ok()) << pdf.status().message();
    bytes_ = *pdf;
    document_ = std::make_unique<QPDF>();
    document_->processMemoryFile("sheet.pdf", bytes_.data(), bytes_.size());
  }

  // Calls for each element, those above before those below.
  void Walk(const std::function<void(QPDFObjectHandle)>& call) { Walk(document_->getRoot().getKey("/StructTreeRoot").getKey("/K"), call); }

  std::vector<QPDFObjectHandle> Of(const std::string& type) {
    std::vector<QPDFObjectHandle> found;
    Walk([&](QPDFObjectHandle element) {
      if (element.getKey("/S").getName() == type) found.push_back(element);
    });
    return found;
  }

  std::unique_ptr<QPDF> document_;
  std::string bytes_;

 private:
  static void Walk(QPDFObjectHandle element, const std::function<void(QPDFObjectHandle)>& call) {
    if (!element.isDictionary() || !element.hasKey("/S")) return;
    call(element);
    for (QPDFObjectHandle kid : element.getKey("/K").getArrayAsVector()) Walk(kid, call);
  }
};

// As another program reads it, which finds the words of each element by the numbers on the page.
TEST_F(PdfStructure, GivesEachElementItsOwnWordsInReadingOrder) {
  Open(testing::ModelCaseSheet("virksomhet"));
  const std::string read = testing::PdfFile(bytes_).Run("pdfinfo -struct-text").text;
  size_t last = 0;
  for (const char* part : {"H1 (block)\n    \"Levanger kommune 2024–2027\"", "H2 (block)\n      \"1. Begrunnelse\"", "P (block)\n      \"Antall innbyggere over 80 år dobles på",
                           "H2 (block)\n      \"2. Rotårsaker\"", "LBody (block)\n          P (block)\n            \"Gevinstarbeid står ved siden av vanlig styring\"",
                           "P (block)\n                  \"Verktøyene er kompliserte, og lederne har ikke tid til", "H2 (block)\n      \"3. Ønsket situasjon\"",
                           "H2 (block)\n      \"4. Endringstiltak\"", "\"31.03.2024\"", "H2 (block)\n      \"5. Måling\"", "Figure", "H2 (block)\n      \"Vedtak\"",
                           "H2 (block)\n      \"Deltakere\""}) {
    const size_t at = read.find(part, last);
    ASSERT_NE(at, std::string::npos) << part << " does not follow in:\n" << read;
    last = at;
  }
}

TEST_F(PdfStructure, HasHeadingsListsTablesAndFigures) {
  EXPECT_EQ(Of("/Document").size(), 1u);
  EXPECT_EQ(Of("/H1").size(), 1u);
  EXPECT_EQ(Of("/H2").size(), 8u);  // five boxes, benefits, decisions, participants
  EXPECT_EQ(Of("/Figure").size(), 7u);
  EXPECT_EQ(Of("/TR").size(), 1u + 5 + 1 + 3);  // heads and rows of actions and benefits
  EXPECT_EQ(Of("/TH").size(), 5u + 5);
  for (QPDFObjectHandle head : Of("/TH")) EXPECT_EQ(head.getKey("/A").getKey("/Scope").getName(), "/Column");
  EXPECT_EQ(Of("/LI").size(), 7u + 5);  // causes and goals
}

TEST_F(PdfStructure, SaysEachChartInWords) {
  std::vector<QPDFObjectHandle> figures = Of("/Figure");
  ASSERT_EQ(figures.size(), 7u);
  for (QPDFObjectHandle figure : figures) EXPECT_FALSE(figure.getKey("/Alt").getUTF8Value().empty());
  const std::string alt = figures[0].getKey("/Alt").getUTF8Value();
  // Of the sheet's own data: unit b, 32.78 % in 2023, 41.63 % in 2024, target 50.
  for (const char* said : {"E-handelsandel etter beløp", "Enhet b", "32,78\u00A0%", "41,63\u00A0%", "50\u00A0%", "bedre"}) {
    EXPECT_NE(alt.find(said), std::string::npos) << said << " in " << alt;
  }
}

TEST_F(PdfStructure, PutsACauseBelowTheCauseThatItExplains) {
  // Three of the sheet's seven causes have one above them.
  size_t below = 0;
  for (QPDFObjectHandle list : Of("/L")) below += list.getKey("/P").getKey("/S").getName() == "/LBody" ? list.getKey("/K").getArrayAsVector().size() : 0;
  EXPECT_EQ(below, 3u);
}

TEST_F(PdfStructure, GivesEveryMarkedContentToAnElementOrMakesItAnArtifact) {
  int page_number = 0;
  auto parents = document_->getRoot().getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Nums").getArrayAsVector();
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*document_).getAllPages()) {
    struct Counter : QPDFObjectHandle::ParserCallbacks {
      void handleObject(QPDFObjectHandle object) override {
        const std::string token = object.unparse();
        artifacts += token == "/Artifact";
        if (object.isDictionary() && object.hasKey("/MCID")) numbers.push_back(object.getKey("/MCID").getIntValueAsInt());
      }
      void handleEOF() override {}
      std::vector<int> numbers;
      int artifacts = 0;
    } counter;
    page.parseContents(&counter);
    EXPECT_GT(counter.artifacts, 0);
    EXPECT_GT(counter.numbers.size(), 50u);
    for (const int number : counter.numbers) {
      EXPECT_TRUE(parents[static_cast<size_t>(page_number * 2 + 1)].getArrayItem(number).isDictionary()) << number;
    }
    ++page_number;
  }
}

TEST_F(PdfStructure, ContinuesAParagraphOfTwoPagesAsOne) {
  auto sheet = testing::ModelCaseSheet("avtalelojalitet");
  std::string words;
  for (int i = 0; i < 3'000; ++i) words += "ord" + std::to_string(i) + " ";
  sheet.mutable_a3()->set_rationale(words);
  Open(sheet);
  size_t pages = 0;
  for (QPDFObjectHandle paragraph : Of("/P")) {
    std::set<QPDFObjGen> on;
    for (QPDFObjectHandle mark : paragraph.getKey("/K").getArrayAsVector()) on.insert(mark.getKey("/Pg").getObjGen());
    pages = std::max(pages, on.size());
  }
  EXPECT_GE(pages, 2u);
}

TEST_F(PdfStructure, StatesWhatAnArchiveAsksFor) {
  QPDFObjectHandle root = document_->getRoot();
  EXPECT_TRUE(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  EXPECT_EQ(root.getKey("/Lang").getUTF8Value(), "nb-NO");
  EXPECT_TRUE(document_->getTrailer().hasKey("/ID"));
  const auto metadata = root.getKey("/Metadata").getStreamData();
  const std::string xmp(reinterpret_cast<const char*>(metadata->getBuffer()), metadata->getSize());
  EXPECT_NE(xmp.find("<pdfaid:part>2</pdfaid:part>"), std::string::npos);
  EXPECT_NE(xmp.find("<pdfaid:conformance>A</pdfaid:conformance>"), std::string::npos);
  EXPECT_NE(xmp.find("<pdfuaid:part>1</pdfuaid:part>"), std::string::npos);
  EXPECT_TRUE(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_NE(xmp.find("<xmp:CreateDate>2024-03-31T00:00:00Z</xmp:CreateDate>"), std::string::npos);
  QPDFObjectHandle intent = root.getKey("/OutputIntents").getArrayItem(0);
  EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
  // An ICC profile has `acsp` at byte 36 and names its colour space at 16 (ICC.1:2010, 7.2).
  const auto profile = intent.getKey("/DestOutputProfile").getStreamData();
  const std::string icc(reinterpret_cast<const char*>(profile->getBuffer()), profile->getSize());
  EXPECT_EQ(icc.substr(36, 4), "acsp");
  EXPECT_EQ(icc.substr(16, 4), "RGB ");
}

}  // namespace
}  // namespace helhet::render
