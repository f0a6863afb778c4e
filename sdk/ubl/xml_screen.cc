#include "xml_screen.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "helhet/limits.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

constexpr const char* kAskForValidXml = "ask the sender for a well-formed document";

// Whether `reference`, between & and ;, is one that XML 1.0 §4.1 and §4.6 define without a declaration.
bool IsDefined(std::string_view reference) {
  for (const char* name : {"amp", "lt", "gt", "quot", "apos"}) {
    if (reference == name) return true;
  }
  if (!reference.starts_with('#')) return false;
  const bool is_hex = reference.starts_with("#x");
  reference.remove_prefix(is_hex ? 2 : 1);
  uint32_t code = 0;
  const auto [end, error] = std::from_chars(reference.data(), reference.data() + reference.size(), code, is_hex ? 16 : 10);
  if (error != std::errc() || end != reference.data() + reference.size()) return false;
  // The characters of XML 1.0 §2.2: no NUL or other control character, no surrogate.
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

// The next place from `at` on with one of < & =; the text's size when there is none.
size_t NextMark(std::string_view text, size_t at) {
  while (at < text.size() && text[at] != '<' && text[at] != '&' && text[at] != '=') ++at;
  return at;
}

// Steps over markup and references. Each step returns where the next one begins.
class Screen {
 public:
  explicit Screen(std::string_view text) : text_(text) {}

  Status Run() {
    for (size_t at = NextMark(text_, 0); at < text_.size(); at = NextMark(text_, at)) {
      const std::string_view rest = text_.substr(at);
      if (rest.starts_with("<!--")) {
        HELHET_ASSIGN_OR_RETURN(at, Behind(at, "-->", "comment"));
      } else if (rest.starts_with("<![CDATA[")) {
        HELHET_ASSIGN_OR_RETURN(at, Behind(at, "]]>", "CDATA section"));
      } else if (rest.starts_with("<?")) {
        HELHET_ASSIGN_OR_RETURN(at, Behind(at, "?>", "processing instruction"));
      } else if (rest.starts_with("<!")) {
        return Refused("xml_doctype", "a document type or entity declaration at " + PlaceInText(text_, at) +
                                          ": entities are not read, as they can be bombs or fetch from elsewhere",
                       "ask the sender for the document without <!DOCTYPE>; EHF has none");
      } else if (rest.starts_with('&')) {
        HELHET_ASSIGN_OR_RETURN(at, BehindReference(at));
      } else {
        marks_ += !rest.starts_with("</");
        ++at;
      }
      if (marks_ > limits::kXmlMarks) {
        return Refused("xml_too_many_elements", "more than " + std::to_string(limits::kXmlMarks) + " elements and attributes",
                       "take the document out of the folder, and enter it by hand");
      }
    }
    return OkStatus();
  }

 private:
  Result<size_t> Behind(size_t at, std::string_view end, const char* what) const {
    const size_t found = text_.find(end, at);
    if (found != std::string_view::npos) return found + end.size();
    return Refused("xml_malformed", std::string("a ") + what + " without an end at " + PlaceInText(text_, at), kAskForValidXml);
  }

  Result<size_t> BehindReference(size_t at) const {
    constexpr size_t kLongest = 12;  // &#x0010FFFF;
    const size_t end = text_.substr(at, kLongest).find(';');
    const std::string_view reference = text_.substr(at + 1, end == std::string_view::npos ? kLongest : end - 1);
    if (end != std::string_view::npos && IsDefined(reference)) return at + end + 1;
    return Refused("xml_malformed", Quoted(text_.substr(at, 1 + reference.find_first_of(" <&\n"))) + " at " +
                                        PlaceInText(text_, at) + " is no entity or character of XML", kAskForValidXml);
  }

  const std::string_view text_;
  size_t marks_ = 0;
};

}  // namespace

Status ScreenXml(std::string_view text) { return Screen(text).Run(); }

std::string PlaceInText(std::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(offset), '\n');
  return "line " + std::to_string(line) + ", byte " + std::to_string(offset);
}

}  // namespace helhet::sdk
