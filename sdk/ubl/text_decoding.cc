#include "helhet/ubl/text_decoding.h"

#include <strings.h>

#include <cstdint>

#include "helhet/utf8.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr const char* kSendAsUtf8 = "ask the sender to write the document as UTF-8";

enum class Encoding { kUtf8, kUtf16LittleEndian, kUtf16BigEndian, kLatin1 };

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || strncasecmp(a.data(), b.data(), a.size()) == 0);
}

// The encoding that an XML declaration names; empty when there is none.
std::string_view DeclaredEncoding(std::string_view text) {
  if (!text.starts_with("<?xml")) return {};
  const std::string_view declaration = text.substr(0, text.find("?>"));
  const size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const size_t open = declaration.find_first_of("\"'", name);
  if (open == std::string_view::npos) return {};
  const size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view() : declaration.substr(open + 1, close - open - 1);
}

Result<Encoding> DetectEncoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("<\0\0\0"sv) ||
      bytes.starts_with("\0\0\0<"sv)) {
    return Refused("xml_encoding", "the document is written in UTF-32, which is not read", kSendAsUtf8);
  }
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv)) return Encoding::kUtf16LittleEndian;
  if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) return Encoding::kUtf16BigEndian;
  if (bytes.starts_with(kUtf8Mark)) return Encoding::kUtf8;
  const std::string_view declared = DeclaredEncoding(bytes);
  for (const char* name : {"", "utf-8", "utf8", "us-ascii", "ascii"}) {
    if (EqualIgnoringCase(declared, name)) return Encoding::kUtf8;
  }
  for (const char* name : {"iso-8859-1", "iso8859-1", "latin1", "latin-1"}) {
    if (EqualIgnoringCase(declared, name)) return Encoding::kLatin1;
  }
  return Refused("xml_encoding", "the document declares the encoding " + Quoted(declared) + ", which is not read", kSendAsUtf8);
}

void AppendUtf8(uint32_t code, std::string& text) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

Result<std::string> FromUtf16(std::string_view bytes, bool little_endian) {
  if (bytes.size() % 2 != 0) return Refused("xml_encoding", "UTF-16 with half a character at the end", kSendAsUtf8);
  const auto unit = [&](size_t at) -> uint32_t {
    const auto first = static_cast<uint8_t>(bytes[at]), second = static_cast<uint8_t>(bytes[at + 1]);
    return little_endian ? first | second << 8 : first << 8 | second;
  };
  std::string text;
  text.reserve(bytes.size());
  for (size_t at = unit(0) == 0xFEFF ? 2 : 0; at < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (code >= 0xD800 && code <= 0xDFFF) {
      const uint32_t low = at + 2 < bytes.size() ? unit(at + 2) : 0;
      if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return Refused("xml_encoding", "UTF-16 with half a pair at byte " + std::to_string(at), kSendAsUtf8);
      }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    AppendUtf8(code, text);
  }
  return text;
}

std::string FromLatin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) AppendUtf8(static_cast<uint8_t>(c), text);
  return text;
}

// Valid UTF-8 without the control characters that XML 1.0 §2.2 leaves out.
Status CheckCharacters(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<uint8_t>(text[at]);
    if (byte >= 0x20 && byte < 0x80) {
      ++at;
      continue;
    }
    const bool is_forbidden = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    const size_t length = Utf8SequenceLength(text.substr(at, 4));
    if (length == 0 || is_forbidden) {
      return Refused("xml_encoding", std::string(is_forbidden ? "a control character" : "not valid UTF-8") + " at byte " +
                                         std::to_string(at), kSendAsUtf8);
    }
    at += length;
  }
  return OkStatus();
}

}  // namespace

Result<std::string> DecodeXml(std::string_view bytes) {
  if (bytes.empty()) return Refused("xml_malformed", "the document is empty", "send it again, whole");
  HELHET_ASSIGN_OR_RETURN(const Encoding encoding, DetectEncoding(bytes));
  std::string text;
  switch (encoding) {
    case Encoding::kUtf8:
      text = bytes.substr(bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0);
      break;
    case Encoding::kUtf16LittleEndian:
    case Encoding::kUtf16BigEndian: {
      HELHET_ASSIGN_OR_RETURN(text, FromUtf16(bytes, encoding == Encoding::kUtf16LittleEndian));
      break;
    }
    case Encoding::kLatin1:
      text = FromLatin1(bytes);
      break;
  }
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || text[first] != '<') {
    return Refused("not_xml", "not an XML document: it begins with " + Quoted(std::string_view(text).substr(0, 12)),
                   "keep only the documents that the connector reads, and zip files of them, in the folder");
  }
  HELHET_RETURN_IF_ERROR(CheckCharacters(text));
  return text;
}

}  // namespace helhet::sdk
