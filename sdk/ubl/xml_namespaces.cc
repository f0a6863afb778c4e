#include "xml_namespaces.h"

#include <string>
#include <vector>

#include "helhet/limits.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

// The namespaces that readers name by prefix: UBL's components, and those of eForms, which extends UBL.
struct KnownNamespace {
  std::string_view prefix;
  std::string_view uri;
};
constexpr KnownNamespace kKnown[] = {
    {"cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"},
    {"cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"},
    {"ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"},
    {"efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"},
    {"efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"},
    {"efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1"},
};

// The prefix of a known namespace, and the namespace of a known prefix; empty for others.
std::string_view KnownPrefix(std::string_view uri) {
  for (const KnownNamespace& known : kKnown) {
    if (known.uri == uri) return known.prefix;
  }
  return {};
}

std::string_view KnownUri(std::string_view prefix) {
  for (const KnownNamespace& known : kKnown) {
    if (known.prefix == prefix) return known.uri;
  }
  return {};
}

struct Name {
  std::string_view prefix;  // empty when there is none
  std::string_view local;
};

Name Split(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? Name{"", name} : Name{name.substr(0, colon), name.substr(colon + 1)};
}

// Whether an attribute declares a namespace, and for which prefix.
bool IsDeclaration(std::string_view attribute, std::string_view& prefix) {
  if (!attribute.starts_with("xmlns")) return false;
  if (attribute.size() == 5) {
    prefix = {};
    return true;
  }
  prefix = attribute.substr(6);
  return attribute[5] == ':';
}

// The declarations in force, innermost last.
class Scope {
 public:
  // Enters an element: what its elder siblings declared is over, what it declares begins.
  void Enter(pugi::xml_node element, int depth) {
    while (!bindings_.empty() && bindings_.back().depth >= depth) bindings_.pop_back();
    for (const pugi::xml_attribute attribute : element.attributes()) {
      std::string_view prefix;
      if (IsDeclaration(attribute.name(), prefix)) bindings_.push_back({prefix, attribute.value(), depth});
    }
  }

  // The namespace of a prefix; null when it is not declared.
  const std::string_view* Find(std::string_view prefix) const {
    static constexpr std::string_view kNone;
    for (size_t i = bindings_.size(); i-- > 0;) {
      if (bindings_[i].prefix == prefix) return &bindings_[i].uri;
    }
    return prefix.empty() ? &kNone : nullptr;
  }

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view uri;
    int depth;
  };
  std::vector<Binding> bindings_;
};

void Rename(pugi::xml_node element, std::string_view uri) {
  const Name name = Split(element.name());
  const std::string_view right = KnownPrefix(uri);
  if (name.prefix == right) return;
  const bool is_false = right.empty() && !KnownUri(name.prefix).empty();
  if (right.empty() && !is_false) return;
  element.set_name((std::string(is_false ? "?" : right) + ":" + std::string(name.local)).c_str());
}

Status Enter(pugi::xml_node element, int depth, Scope& scope) {
  if (depth > limits::kXmlDepth) {
    return Refused("xml_too_deep", "elements inside one another more than " + std::to_string(limits::kXmlDepth) + " deep",
                   "ask the sender for a document as the standard has it");
  }
  scope.Enter(element, depth);
  const std::string_view prefix = Split(element.name()).prefix;
  const std::string_view* uri = scope.Find(prefix);
  if (uri == nullptr) {
    return Refused("xml_malformed", "the prefix " + Quoted(prefix) + " of an element is not declared",
                   "ask the sender for a well-formed document");
  }
  Rename(element, *uri);
  return OkStatus();
}

}  // namespace

Status CanonicalizePrefixes(pugi::xml_node root) {
  Scope scope;
  pugi::xml_node at = root;
  int depth = 1;
  while (true) {
    HELHET_RETURN_IF_ERROR(Enter(at, depth, scope));
    if (const auto child = ElementFrom(at.first_child())) {
      at = child;
      ++depth;
      continue;
    }
    while (depth > 1 && !ElementFrom(at.next_sibling())) {
      at = at.parent();
      --depth;
    }
    if (depth == 1) return OkStatus();
    at = ElementFrom(at.next_sibling());
  }
}

std::string_view NamespaceOf(pugi::xml_node element) {
  const std::string_view prefix = Split(element.name()).prefix;
  if (const std::string_view known = KnownUri(prefix); !known.empty()) return known;
  const std::string attribute = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (pugi::xml_node at = element; at; at = at.parent()) {
    if (const auto declaration = at.attribute(attribute.c_str())) return declaration.value();
  }
  return {};
}

}  // namespace helhet::sdk
