#include "core/render/pdf_archive.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "core/render/colour_profile.h"
#include "core/render/pdf_canvas.h"
#include "core/render/xmp.h"

namespace helhet::render {
namespace {

using Handle = QPDFObjectHandle;

// Content of decoration as an artifact: `/NonStruct << /MCID 3 >> BDC` becomes `/Artifact BMC` (ISO 32000-1, 14.8.2.2).
class DecorationFilter : public Handle::TokenFilter {
 public:
  void handleToken(const QPDFTokenizer::Token& token) override {
    if (token.getType() == QPDFTokenizer::tt_name && token.getValue() == std::string("/") + kDecorationTag) {
      is_within_ = true;
      return;
    }
    if (!is_within_) return writeToken(token);
    if (token.getType() != QPDFTokenizer::tt_word || token.getValue() != "BDC") return;
    is_within_ = false;
    write("/Artifact BMC");
  }

 private:
  bool is_within_ = false;
};

Handle Dictionary(const std::map<std::string, Handle>& entries) { return Handle::newDictionary(entries); }
Handle Name(const std::string& name) { return Handle::newName("/" + name); }

// Attributes by the owner that the standard gives them (14.8.5).
Handle AttributesOf(const Element& element) {
  std::map<std::string, Handle> entries = {{"/O", Name(element.type == "L" ? "List" : "Table")}};
  for (const auto& [name, value] : element.attributes) entries.emplace("/" + name, Name(value));
  return Dictionary(entries);
}

// Writes the structure tree, and which element each marked content of a page belongs to.
class StructureWriter {
 public:
  StructureWriter(QPDF& pdf, const Structure& structure) : pdf_(pdf), elements_(structure.elements()), pages_(QPDFPageDocumentHelper(pdf).getAllPages()) {
    parents_.resize(pages_.size());
  }

  void Write() {
    Handle root = pdf_.makeIndirectObject(Dictionary({{"/Type", Name("StructTreeRoot")}}));
    root.replaceKey("/K", WriteElement(0, root));
    Handle numbers = Handle::newArray();
    for (size_t page = 0; page < pages_.size(); ++page) {
      Handle object = pages_[page].getObjectHandle();
      object.replaceKey("/StructParents", Handle::newInteger(static_cast<long long>(page)));
      object.replaceKey("/Tabs", Name("S"));
      numbers.appendItem(Handle::newInteger(static_cast<long long>(page)));
      numbers.appendItem(pdf_.makeIndirectObject(Handle::newArray(parents_[page])));
    }
    root.replaceKey("/ParentTree", pdf_.makeIndirectObject(Dictionary({{"/Nums", numbers}})));
    root.replaceKey("/ParentTreeNextKey", Handle::newInteger(static_cast<long long>(pages_.size())));
    pdf_.getRoot().replaceKey("/StructTreeRoot", root);
  }

 private:
  Handle WriteElement(int number, const Handle& parent) {
    const Element& element = elements_[static_cast<size_t>(number)];
    Handle written = pdf_.makeIndirectObject(Dictionary({{"/Type", Name("StructElem")}, {"/S", Name(element.type)}, {"/P", parent}}));
    if (!element.alt.empty()) written.replaceKey("/Alt", Handle::newUnicodeString(element.alt));
    if (!element.attributes.empty()) written.replaceKey("/A", AttributesOf(element));
    Handle kids = Handle::newArray();
    for (const int below : element.below) kids.appendItem(WriteElement(below, written));
    for (const Mark& mark : element.marks) kids.appendItem(WriteMark(mark, written));
    written.replaceKey("/K", kids);
    return written;
  }

  Handle WriteMark(const Mark& mark, const Handle& element) {
    auto& parents = parents_[static_cast<size_t>(mark.page)];
    if (parents.size() <= static_cast<size_t>(mark.number)) parents.resize(static_cast<size_t>(mark.number) + 1, Handle::newNull());
    parents[static_cast<size_t>(mark.number)] = element;
    return Dictionary({{"/Type", Name("MCR")}, {"/Pg", pages_[static_cast<size_t>(mark.page)].getObjectHandle()}, {"/MCID", Handle::newInteger(mark.number)}});
  }

  QPDF& pdf_;
  const std::vector<Element>& elements_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::vector<std::vector<Handle>> parents_;
};

// Glyphs are numbered as the font has them, which cairo leaves unsaid and PDF/A demands said (6.2.11.3.2).
void SayHowGlyphsAreNumbered(QPDF& pdf) {
  for (Handle object : pdf.getAllObjects()) {
    if (object.isDictionary() && object.getKey("/Subtype").isName() && object.getKey("/Subtype").getName() == "/CIDFontType2") {
      object.replaceKey("/CIDToGIDMap", Name("Identity"));
    }
  }
}

void AddMetadata(QPDF& pdf, const DocumentFacts& facts) {
  Handle metadata = Handle::newStream(&pdf, MakeXmp(facts));
  metadata.getDict().replaceKey("/Type", Name("Metadata"));
  metadata.getDict().replaceKey("/Subtype", Name("XML"));
  pdf.getRoot().replaceKey("/Metadata", metadata);
  // What readers show that do not know XMP. The same as there (6.6.3).
  std::map<std::string, Handle> info = {{"/Title", Handle::newUnicodeString(facts.title)}, {"/Producer", Handle::newUnicodeString(kProducer)}};
  if (!facts.author.empty()) info.emplace("/Author", Handle::newUnicodeString(facts.author));
  if (IsDate(facts.date)) {
    const std::string date = "D:" + facts.date.substr(0, 4) + facts.date.substr(5, 2) + facts.date.substr(8, 2) + "000000Z";
    info.emplace("/CreationDate", Handle::newString(date));
    info.emplace("/ModDate", Handle::newString(date));
  }
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(Dictionary(info)));
}

void AddOutputIntent(QPDF& pdf, const std::string& profile) {
  Handle stream = Handle::newStream(&pdf, profile);
  stream.getDict().replaceKey("/N", Handle::newInteger(3));
  const Handle intent = Dictionary({{"/Type", Name("OutputIntent")},
                                    {"/S", Name("GTS_PDFA1")},
                                    {"/OutputConditionIdentifier", Handle::newString("sRGB IEC61966-2.1")},
                                    {"/Info", Handle::newString("sRGB IEC61966-2.1")},
                                    {"/DestOutputProfile", stream}});
  pdf.getRoot().replaceKey("/OutputIntents", Handle::newArray({pdf.makeIndirectObject(intent)}));
}

std::string WriteOut(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setMinimumPDFVersion("1.7");
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);  // ISO 19005-2, 6.1.7.1
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

Result<std::string> ToArchive(const std::string& pdf, const Structure& structure, const DocumentFacts& facts) {
  HELHET_ASSIGN_OR_RETURN(const std::string profile, MakeColourProfile());
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("sheet.pdf", pdf.data(), pdf.size());
    DecorationFilter filter;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(document).getAllPages()) {
      page.getObjectHandle().removeKey("/Group");  // nothing is transparent
      Pl_Buffer content("content");
      page.filterContents(&filter, &content);
      page.getObjectHandle().replaceKey("/Contents", Handle::newStream(&document, content.getBufferSharedPointer()));
    }
    StructureWriter(document, structure).Write();
    SayHowGlyphsAreNumbered(document);
    AddMetadata(document, facts);
    AddOutputIntent(document, profile);
    Handle root = document.getRoot();
    root.replaceKey("/Lang", Handle::newString(LanguageTag(facts.language)));
    root.replaceKey("/MarkInfo", Dictionary({{"/Marked", Handle::newBool(true)}}));
    root.replaceKey("/ViewerPreferences", Dictionary({{"/DisplayDocTitle", Handle::newBool(true)}}));
    return WriteOut(document);
  } catch (const std::exception& e) {
    return Status(StatusCode::kInternal, std::string("pdf: it could not be made fit for an archive: ") + e.what());
  }
}

}  // namespace helhet::render
