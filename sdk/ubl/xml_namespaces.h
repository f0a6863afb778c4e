// Names the elements of a document by namespace rather than by the prefixes it happens to use.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// `node`, or the first node after it, that is an element; none when there is none.
inline pugi::xml_node ElementFrom(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

// Gives every element of UBL's component namespaces the prefix cbc, cac or ext, and of eForms' efac, efbc or efext,
// so that a name compares as text, and takes those prefixes from elements that have them without right. Other elements keep their
// names, and declarations stay where they are. Refuses: xml_malformed for a prefix that is not declared,
// xml_too_deep over limits::kXmlDepth.
Status CanonicalizePrefixes(pugi::xml_node root);

// The namespace of an element in a document that went through CanonicalizePrefixes; empty for none.
std::string_view NamespaceOf(pugi::xml_node element);

}  // namespace helhet::sdk
