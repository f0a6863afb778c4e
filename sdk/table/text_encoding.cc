#include "helhet/table/text_encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "helhet/utf8.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kStateEncoding = "state the encoding in the settings, or save the file as UTF-8";

size_t LineAt(std::string_view text, size_t at) {
  return 1 + static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

// Where the first byte is that is not part of valid UTF-8; npos when there is none.
size_t FindInvalidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : Utf8SequenceLength(text.substr(at, 4));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

bool LooksLikeUtf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view start = bytes.substr(0, 1000);
  return static_cast<size_t>(std::count(start.begin(), start.end(), '\0')) > start.size() / 4;
}

std::string Detected(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) return "utf-8";
  if (LooksLikeUtf16(bytes)) return "utf-16";
  return FindInvalidUtf8(bytes) == std::string_view::npos ? "utf-8" : "windows-1252";
}

// A file without byte order mark is in the order that Windows writes.
const char* ConverterName(std::string_view bytes, const std::string& encoding) {
  if (encoding != "utf-16") return encoding.c_str();
  const bool is_big_endian = bytes.starts_with("\xFE\xFF") || (!bytes.starts_with("\xFF\xFE") && bytes.starts_with('\0'));
  return is_big_endian ? "UTF-16BE" : "UTF-16LE";
}

Result<std::string> Convert(std::string_view bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(ConverterName(bytes, encoding), &error), ucnv_close);
  if (U_FAILURE(error)) return Internal("encoding " + encoding + ": " + u_errorName(error));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  // Three bytes for each: the most that a byte, or half of a pair of UTF-16, becomes.
  std::string text(bytes.size() * 3 + 4, '\0');
  const int32_t length = ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), text.data(), static_cast<int32_t>(text.size()), bytes.data(),
                                            static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) {
    return Refused("text_encoding", "the file is not text in " + encoding + ": " + u_errorName(error), std::string(kStateEncoding));
  }
  text.resize(static_cast<size_t>(length));
  if (std::string_view(text).starts_with(kUtf8Mark)) text.erase(0, kUtf8Mark.size());
  text.shrink_to_fit();
  return text;
}

// Control characters of ASCII but for line breaks and tabs, and those of ISO 6429 (U+0080 to U+009F), which in UTF-8
// are 0xC2 and the same byte.
size_t FindControlCharacter(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_ascii_control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    const bool is_other_control = byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (is_ascii_control || is_other_control) return at;
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::string> DecodeText(std::string_view bytes, const std::string& encoding) {
  const std::string actual = encoding == "auto" ? Detected(bytes) : encoding;
  std::string text;
  if (actual == "utf-8") {
    if (const size_t at = FindInvalidUtf8(bytes); at != std::string_view::npos) {
      return Refused("text_encoding", "line " + std::to_string(LineAt(bytes, at)) + ": not valid UTF-8", std::string(kStateEncoding));
    }
    text = bytes.substr(bytes.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0);
  } else {
    HELHET_ASSIGN_OR_RETURN(text, Convert(bytes, actual));
  }
  if (const size_t at = FindControlCharacter(text); at != std::string_view::npos) {
    char code[16];
    const auto byte = static_cast<unsigned char>(text[at]);
    std::snprintf(code, sizeof(code), "0x%02X", byte == 0xC2 ? static_cast<unsigned char>(text[at + 1]) : byte);
    return Refused("text_encoding", "line " + std::to_string(LineAt(text, at)) + ": the byte " + code + " is no character in " + actual,
                   std::string(kStateEncoding));
  }
  return text;
}

}  // namespace helhet::sdk
