#include "helhet/json/xml_record.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "helhet/table/blanks.h"
#include "helhet/table/text_encoding.h"
#include "helhet/ubl/text_decoding.h"
#include "helhet/values/refusal.h"
#include "xml_namespaces.h"
#include "xml_screen.h"

namespace helhet::sdk {
namespace {

// What Windows programs declare, and DecodeXml, which is for documents of standards, does not read.
bool DeclaresWindows1252(std::string_view bytes) {
  std::string declaration(bytes.substr(0, std::min(bytes.find("?>"), size_t{200})));
  std::transform(declaration.begin(), declaration.end(), declaration.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  return declaration.find("encoding=\"windows-1252\"") != std::string::npos || declaration.find("encoding='windows-1252'") != std::string::npos;
}

Result<std::string> Decoded(std::string_view bytes, const std::string& encoding) {
  if (encoding != "auto") return DecodeText(bytes, encoding);
  return DeclaresWindows1252(bytes) ? DecodeText(bytes, "windows-1252") : DecodeXml(bytes);
}

std::string LocalName(pugi::xml_node element) {
  const std::string_view name = element.name();
  return std::string(name.substr(name.find(':') + 1));  // npos + 1 is 0
}

std::string OwnText(pugi::xml_node element) {
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return std::string(WithoutBlanks(text));
}

void AddMember(const std::string& name, Json value, Json& object) {
  if (!object.contains(name)) {
    object[name] = std::move(value);
    return;
  }
  Json& there = object[name];
  if (!there.is_array()) there = Json::array({std::move(there)});
  there.push_back(std::move(value));
}

// The depth is bounded: CanonicalizePrefixes refuses a document of more than limits::kXmlDepth.
Json ValueOf(pugi::xml_node element) {
  Json object = Json::object();
  for (const pugi::xml_attribute attribute : element.attributes()) object["@" + std::string(attribute.name())] = attribute.value();
  for (pugi::xml_node child = ElementFrom(element.first_child()); child; child = ElementFrom(child.next_sibling())) {
    AddMember(LocalName(child), ValueOf(child), object);
  }
  std::string text = OwnText(element);
  if (object.empty()) return text;
  if (!text.empty()) object["#text"] = std::move(text);
  return object;
}

std::vector<pugi::xml_node> ChildrenOf(const std::vector<pugi::xml_node>& parents, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node parent : parents) {
    for (pugi::xml_node child = ElementFrom(parent.first_child()); child; child = ElementFrom(child.next_sibling())) {
      if (name.empty() || LocalName(child) == name) found.push_back(child);
    }
  }
  return found;
}

}  // namespace

Result<Json> XmlRecords(std::string_view bytes, const std::string& encoding, std::string_view path) {
  HELHET_ASSIGN_OR_RETURN(const std::string text, Decoded(bytes, encoding));
  HELHET_RETURN_IF_ERROR(ScreenXml(text));
  pugi::xml_document tree;
  const pugi::xml_parse_result parsed = tree.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed || !tree.document_element()) {
    const std::string why = parsed ? "no element" : parsed.description();
    return Refused("xml_malformed", "not well-formed XML: " + why + " at " + PlaceInText(text, static_cast<size_t>(parsed.offset)),
                   "export the file again, whole");
  }
  HELHET_RETURN_IF_ERROR(CanonicalizePrefixes(tree.document_element()));
  std::vector<pugi::xml_node> at = {tree.document_element()};
  do {
    const size_t dot = std::min(path.find('.'), path.size());
    at = ChildrenOf(at, path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  } while (!path.empty());
  Json records = Json::array();
  for (const pugi::xml_node record : at) records.push_back(ValueOf(record));
  return records;
}

}  // namespace helhet::sdk
