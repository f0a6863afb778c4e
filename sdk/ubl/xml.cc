#include "helhet/ubl/xml.h"

#include "helhet/values/refusal.h"
#include "helhet/ubl/text_decoding.h"
#include "xml_namespaces.h"
#include "xml_screen.h"

namespace helhet::sdk {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

Status Malformed(std::string what, std::string_view text, ptrdiff_t offset) {
  what[0] = static_cast<char>(what[0] | 0x20);  // the parser's sentences begin with a capital
  return Refused("xml_malformed", what + " at " + PlaceInText(text, static_cast<size_t>(offset)) + " of " +
                                      std::to_string(text.size()),
                 "send the document again, whole; if it was whole, ask the sender for a well-formed one");
}

}  // namespace

Element Element::FirstChild() const { return Element(ElementFrom(node_.first_child())); }

Element Element::NextSibling() const { return Element(ElementFrom(node_.next_sibling())); }

std::string Element::Text() const {
  std::string text;
  for (const pugi::xml_node child : node_.children()) {
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (is_text) text += child.value();
  }
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string::npos) return {};
  text.erase(text.find_last_not_of(kBlanks) + 1);
  text.erase(0, first);
  for (char& c : text) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  return text;
}

bool Element::IsEmpty() const {
  for (const pugi::xml_node child : node_.children()) {
    if (child.type() == pugi::node_element) return false;
    if (std::string_view(child.value()).find_first_not_of(kBlanks) != std::string_view::npos) return false;
  }
  return true;
}

std::string_view Element::LocalName() const {
  const std::string_view name = node_.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

std::string_view Element::Namespace() const { return NamespaceOf(node_); }

Result<XmlDocument> XmlDocument::Parse(std::string_view bytes) {
  XmlDocument document;
  HELHET_ASSIGN_OR_RETURN(std::string text, DecodeXml(bytes));
  HELHET_RETURN_IF_ERROR(ScreenXml(text));
  document.text_ = std::make_unique<std::string>(std::move(text));
  document.tree_ = std::make_unique<pugi::xml_document>();
  auto& buffer = *document.text_;
  const pugi::xml_parse_result parsed =
      document.tree_->load_buffer_inplace(buffer.data(), buffer.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    // Parsing in place has overwritten the text; the place is told in one that is decoded anew.
    HELHET_ASSIGN_OR_RETURN(const std::string original, DecodeXml(bytes));
    return Malformed(parsed.description(), original, parsed.offset);
  }
  const pugi::xml_node root = document.tree_->document_element();
  if (!root) return Malformed("no element", bytes, 0);
  for (pugi::xml_node after = root.next_sibling(); after; after = after.next_sibling()) {
    if (after.type() == pugi::node_element) {
      return Refused("xml_malformed", "a second element, <" + std::string(after.name()) + ">, after the end of the document",
                     "put one document in each file");
    }
  }
  HELHET_RETURN_IF_ERROR(CanonicalizePrefixes(root));
  return document;
}

}  // namespace helhet::sdk
