#include "xml_text.h"

namespace helhet::model_case {

XmlText::XmlText(std::string_view root, std::string_view attributes) {
  text_.reserve(8192);
  text_.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root).append(" ").append(attributes).append(">\n");
  open_.push_back(root);
}

void XmlText::Indent() { text_.append(open_.size() * 2, ' '); }

void XmlText::Open(std::string_view name) {
  Indent();
  text_.append("<").append(name).append(">\n");
  open_.push_back(name);
}

void XmlText::Close() {
  const std::string_view name = open_.back();
  open_.pop_back();
  Indent();
  text_.append("</").append(name).append(">\n");
}

void XmlText::Leaf(std::string_view name, std::string_view text, std::string_view attribute, std::string_view value) {
  if (text.empty()) return;
  Indent();
  text_.append("<").append(name);
  if (!attribute.empty()) text_.append(" ").append(attribute).append("=\"").append(value).append("\"");
  text_.append(">");
  Escaped(text);
  text_.append("</").append(name).append(">\n");
}

void XmlText::Amount(std::string_view name, int64_t minor) { Leaf(name, Hundredths(minor), "currencyID", "NOK"); }

std::string XmlText::Finish() {
  while (!open_.empty()) Close();
  return std::move(text_);
}

void XmlText::Escaped(std::string_view text) {
  for (char c : text) {
    if (c == '&') text_.append("&amp;");
    else if (c == '<') text_.append("&lt;");
    else text_.push_back(c);
  }
}

std::string Hundredths(int64_t value) {
  const std::string sign = value < 0 ? "-" : "";
  const int64_t absolute = value < 0 ? -value : value;
  const int64_t fraction = absolute % 100;
  return sign + std::to_string(absolute / 100) + (fraction < 10 ? ".0" : ".") + std::to_string(fraction);
}

}  // namespace helhet::model_case
