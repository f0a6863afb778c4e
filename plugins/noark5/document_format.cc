#include "document_format.h"

#include <algorithm>
#include <cctype>

namespace helhet::noark5 {
namespace {

struct Known {
  std::string_view name;
  const char* pronom;
};

constexpr Known kArchivePdf[] = {{"1a", "fmt/95"},  {"1b", "fmt/354"}, {"2a", "fmt/476"}, {"2b", "fmt/477"}, {"2u", "fmt/478"},
                                 {"3a", "fmt/479"}, {"3b", "fmt/480"}, {"3u", "fmt/481"}};
constexpr Known kPdf[] = {{"1.0", "fmt/14"}, {"1.1", "fmt/15"}, {"1.2", "fmt/16"}, {"1.3", "fmt/17"},
                          {"1.4", "fmt/18"}, {"1.5", "fmt/19"}, {"1.6", "fmt/20"}, {"1.7", "fmt/276"}, {"2.0", "fmt/1129"}};

const char* PronomOf(const Known* begin, const Known* end, std::string_view name) {
  const Known* found = std::find_if(begin, end, [&](const Known& known) { return known.name == name; });
  return found == end ? "" : found->pronom;
}

// The character behind a name in the metadata, which is written as an element (`<pdfaid:part>2<`) or as an attribute
// (`pdfaid:part="2"`); empty when the name is not there.
std::string ValueOf(std::string_view body, std::string_view name) {
  const size_t at = body.find(name);
  if (at == std::string_view::npos) return "";
  const size_t value = body.find_first_not_of("> =\"'\r\n\t", at + name.size());
  if (value == std::string_view::npos) return "";
  return std::string(1, static_cast<char>(std::tolower(static_cast<unsigned char>(body[value]))));
}

}  // namespace

DocumentFormat FormatOf(std::string_view media_type, std::string_view body) {
  if (media_type == "text/plain") return {"P", "x-fmt/111"};
  if (media_type != "application/pdf" || !body.starts_with("%PDF-")) return {"P", ""};
  const std::string part = ValueOf(body, "pdfaid:part");
  if (!part.empty()) {
    const std::string level = part + ValueOf(body, "pdfaid:conformance");
    return {"A", PronomOf(std::begin(kArchivePdf), std::end(kArchivePdf), level)};
  }
  return {"P", PronomOf(std::begin(kPdf), std::end(kPdf), body.substr(5, 3))};
}

}  // namespace helhet::noark5
