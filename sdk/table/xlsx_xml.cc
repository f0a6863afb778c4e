#include "xlsx_xml.h"

#include <expat.h>

#include "table_limits.h"
#include "xlsx_refusal.h"

namespace helhet::sdk {
namespace {

constexpr char kNamespaceEnd = '\n';  // between namespace and local name, as no name holds it

std::string_view LocalName(std::string_view name) { return name.substr(name.rfind(kNamespaceEnd) + 1); }  // npos + 1 is 0

}  // namespace

std::string_view XmlAttributes::Get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (LocalName(pair[0]) == name) return pair[1];
  }
  return {};
}

// What expat calls. It is C: handlers throw nothing, and what fails is a status.
struct XmlCallbacks {
  static void Start(void* user, const char* name, const char** attributes) {
    auto& xml = *static_cast<XlsxXml*>(user);
    if (++xml.depth_ > kWorkbookDepth) {
      return xml.Stop(DamagedWorkbook(xml.part_.name() + ": elements more than " + std::to_string(kWorkbookDepth) + " deep"));
    }
    if (xml.handler_.start) xml.Stop(xml.handler_.start(LocalName(name), XmlAttributes(attributes)));
  }
  static void End(void* user, const char* name) {
    auto& xml = *static_cast<XlsxXml*>(user);
    --xml.depth_;
    if (xml.handler_.end) xml.Stop(xml.handler_.end(LocalName(name)));
  }
  static void Text(void* user, const char* text, int length) {
    auto& xml = *static_cast<XlsxXml*>(user);
    if (xml.handler_.text) xml.Stop(xml.handler_.text({text, static_cast<size_t>(length)}));
  }
  static void Doctype(void* user, const char*, const char*, const char*, int) {
    auto& xml = *static_cast<XlsxXml*>(user);
    xml.Stop(DamagedWorkbook(xml.part_.name() + " has a document type, which no workbook has"));
  }
};

XlsxXml::XlsxXml(XlsxPart part, XmlHandler handler)
    : part_(std::move(part)), handler_(std::move(handler)), parser_(XML_ParserCreateNS(nullptr, kNamespaceEnd)) {
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, XmlCallbacks::Start, XmlCallbacks::End);
  XML_SetCharacterDataHandler(parser_, XmlCallbacks::Text);
  XML_SetStartDoctypeDeclHandler(parser_, XmlCallbacks::Doctype);
}

XlsxXml::~XlsxXml() { XML_ParserFree(parser_); }

void XlsxXml::Stop(Status status) {
  if (status.ok() || !status_.ok()) return;
  status_ = std::move(status);
  XML_StopParser(parser_, XML_FALSE);
}

Result<bool> XlsxXml::ParsePiece() {
  if (at_end_) return false;
  HELHET_ASSIGN_OR_RETURN(const std::string_view piece, part_.Next());
  at_end_ = piece.empty();
  const XML_Status parsed = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), at_end_);
  if (!status_.ok()) return status_;
  if (parsed != XML_STATUS_OK) {
    return DamagedWorkbook(part_.name() + ", line " + std::to_string(XML_GetCurrentLineNumber(parser_)) + ": " +
                   XML_ErrorString(XML_GetErrorCode(parser_)));
  }
  return !at_end_;
}

Status XlsxXml::ParseAll() {
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const bool more, ParsePiece());
    if (!more) return OkStatus();
  }
}

}  // namespace helhet::sdk
