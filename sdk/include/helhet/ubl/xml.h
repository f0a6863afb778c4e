// A parsed document, read by the names that UBL's own texts use: `cbc:ID`, `cac:Party`, whatever prefixes the
// document has.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// An element, or none: children and text of none are none and empty, so a path is read without tests.
// Valid as long as its document.
class Element {
 public:
  Element() = default;
  explicit Element(pugi::xml_node node) : node_(node) {}

  explicit operator bool() const { return !node_.empty(); }
  // `cbc:ID`, `cac:Party`; as written for elements of other namespaces.
  std::string_view name() const { return node_.name(); }
  // The first child, and the next sibling, of that name; none when there is none.
  Element Child(const char* name) const { return Element(node_.child(name)); }
  Element Next(const char* name) const { return Element(node_.next_sibling(name)); }
  // The first child, the next sibling and the parent that are elements, of whatever name.
  Element FirstChild() const;
  Element NextSibling() const;
  Element Parent() const { return Element(node_.parent()); }
  // The text within, comments left out, without surrounding blanks; a line break within is a blank.
  std::string Text() const;
  // Whether there is no text within, and no element.
  bool IsEmpty() const;
  // An attribute's value; empty when there is none.
  std::string_view Attribute(const char* name) const { return node_.attribute(name).value(); }
  // The name without prefix, and the namespace.
  std::string_view LocalName() const;
  std::string_view Namespace() const;

  // Children of one name: for (Element line : invoice.Children("cac:InvoiceLine")).
  class Range;
  Range Children(const char* name) const;

 private:
  pugi::xml_node node_;
};

class Element::Range {
 public:
  class Iterator {
   public:
    Iterator(Element at, const char* name) : at_(at), name_(name) {}
    Element operator*() const { return at_; }
    Iterator& operator++() {
      at_ = at_.Next(name_);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_.node_ != other.at_.node_; }

   private:
    Element at_;
    const char* name_;
  };
  Range(Element first, const char* name) : first_(first), name_(name) {}
  Iterator begin() const { return {first_, name_}; }
  Iterator end() const { return {Element(), name_}; }

 private:
  Element first_;
  const char* name_;
};

inline Element::Range Element::Children(const char* name) const { return {Child(name), name}; }

// A well-formed document. Movable; its elements stay valid.
class XmlDocument {
 public:
  // Decodes, screens and parses. Refuses as DecodeXml, ScreenXml and CanonicalizePrefixes do, and with
  // xml_malformed, naming the place, what breaks the rules of XML.
  static Result<XmlDocument> Parse(std::string_view bytes);

  Element root() const { return Element(tree_->document_element()); }

 private:
  XmlDocument() = default;

  std::unique_ptr<std::string> text_;  // parsed in place: the tree points into it
  std::unique_ptr<pugi::xml_document> tree_;
};

// function(Element) for `start` and everything within it, in the order of the document.
template <typename Function>
void ForEachElement(Element start, Function function) {
  Element at = start;
  int depth = 0;
  while (true) {
    function(at);
    if (const Element child = at.FirstChild()) {
      at = child;
      ++depth;
      continue;
    }
    while (depth > 0 && !at.NextSibling()) {
      at = at.Parent();
      --depth;
    }
    if (depth == 0) return;
    at = at.NextSibling();
  }
}

}  // namespace helhet::sdk
