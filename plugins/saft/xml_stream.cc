#include "xml_stream.h"

#include <expat.h>

#include "helhet/values/refusal.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

constexpr const char* kFetchAgain = "export the file again; what was read before the place stands";

std::string_view LocalName(const char* name) {
  const std::string_view text = name;
  return text.substr(text.rfind(':') + 1);  // npos + 1 is 0
}

// Whether the first bytes may be XML in some encoding: `<` behind a byte order mark, zero bytes or blanks.
bool BeginsAsXml(std::string_view bytes) {
  const size_t first = bytes.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10));
  return first != std::string_view::npos && bytes[first] == '<';
}

}  // namespace

struct XmlStream::Calls {
  static void Start(void* self, const char* name, const char** attributes) {
    auto& stream = *static_cast<XmlStream*>(self);
    if (!stream.status_.ok()) return;
    stream.has_root_ = true;
    if (++stream.depth_ > kXmlDepth) {
      return stream.Stop(sdk::Refused("xml_too_deep", "elements within elements, more than " + std::to_string(kXmlDepth) + ", at " + stream.Place(),
                                      "find out who made the file: no ledger looks like that"));
    }
    if (Status status = stream.handler_.Start(LocalName(name), attributes); !status.ok()) stream.Stop(std::move(status));
  }
  static void End(void* self, const char*) {
    auto& stream = *static_cast<XmlStream*>(self);
    if (!stream.status_.ok()) return;
    --stream.depth_;
    if (Status status = stream.handler_.End(); !status.ok()) stream.Stop(std::move(status));
  }
  static void Text(void* self, const char* text, int size) {
    static_cast<XmlStream*>(self)->handler_.Text({text, static_cast<size_t>(size)});
  }
  static void Doctype(void* self, const char*, const char*, const char*, int) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.Stop(sdk::Refused("xml_doctype", "a document type declaration at " + stream.Place() + ", which no ledger has",
                             "find out who made the file: such declarations are made to do harm"));
  }
};

XmlStream::XmlStream(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), &Calls::Start, &Calls::End);
  XML_SetCharacterDataHandler(parser_.get(), &Calls::Text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), &Calls::Doctype);
}

XmlStream::~XmlStream() = default;
void XmlStream::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

Status XmlStream::Feed(std::string_view bytes, bool is_last) {
  if (!status_.ok()) return status_;
  if (fed_bytes_ == 0) begins_as_xml_ = BeginsAsXml(bytes);
  fed_bytes_ += bytes.size();
  const XML_Status outcome = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), is_last);
  if (outcome != XML_STATUS_OK && status_.ok()) status_ = Error();
  // What expat has not come to is one token that it waits for the end of.
  const uint64_t waiting_bytes = fed_bytes_ - begin();
  if (status_.ok() && !is_last && waiting_bytes > bytes.size() + kTokenBytes) {
    status_ = sdk::Refused("xml_token_too_long", "a tag that does not end within " + std::to_string(kTokenBytes) + " bytes, at " + Place(),
                           kFetchAgain);
  }
  return status_;
}

void XmlStream::Stop(Status status) {
  status_ = std::move(status);
  XML_StopParser(parser_.get(), XML_FALSE);
}

Status XmlStream::Error() const {
  const XML_Error error = XML_GetErrorCode(parser_.get());
  if (!has_root_ && !begins_as_xml_) {
    return sdk::Refused("not_xml", "not XML: it does not begin with '<'", "take the file out of the folder");
  }
  const std::string what = std::string(XML_ErrorString(error)) + " at " + Place();
  if (error == XML_ERROR_UNKNOWN_ENCODING || error == XML_ERROR_INCORRECT_ENCODING) {
    return sdk::Refused("xml_encoding", "not read as text: " + what, "export the file in UTF-8");
  }
  return sdk::Refused("xml_malformed", "not well-formed XML: " + what, kFetchAgain);
}

uint64_t XmlStream::begin() const {
  const XML_Index index = XML_GetCurrentByteIndex(parser_.get());
  return index < 0 ? 0 : static_cast<uint64_t>(index);
}

uint64_t XmlStream::end() const { return begin() + static_cast<uint64_t>(XML_GetCurrentByteCount(parser_.get())); }

std::string XmlStream::Place() const {
  return "line " + std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ", byte " + std::to_string(begin());
}

}  // namespace helhet::saft
