#include "resource.h"

#include <algorithm>

#include "helhet/values/quoted.h"
#include "relation.h"

namespace helhet::noark5 {
namespace {

// The specification's own objects are four deep.
constexpr int kDepth = 30;

}  // namespace

Result<Resource> Resource::Parse(const std::string& text, const std::string& what) {
  bool too_deep = false;
  Json json = Json::parse(text, [&](int depth, Json::parse_event_t, Json&) { return !(too_deep |= depth > kDepth); },
                          /*allow_exceptions=*/false);
  if (!too_deep && json.is_object()) return Resource(std::move(json));
  return FailedPrecondition(what + ": the answer is " + (too_deep ? "nested too deep" : "no JSON object"))
      .WithReason("not_noark5")
      .WithSetting("settings.url")
      .WithRemedy("check that settings.url is the main address of a Noark 5 service interface")
      .WithClass(ErrorClass::kConfiguration);
}

std::string Resource::Text(std::string_view path) const {
  const Json* at = &json_;
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string name(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (!at->is_object() || !at->contains(name)) return "";
    at = &(*at)[name];
  }
  if (at->is_string()) return at->get<std::string>();
  return at->is_number_integer() ? at->dump() : "";
}

std::string Resource::Code(const char* name) const {
  const std::string code = Text(std::string(name) + "/kode");
  return code.empty() ? Text(name) : code;
}

std::string Resource::CodeName(const char* name) const {
  const std::string code_name = Text(std::string(name) + "/kodenavn");
  return code_name.empty() ? Code(name) : code_name;
}

std::optional<Link> Resource::LinkOf(std::string_view relation) const {
  const bool is_plain = relation == "self" || relation == "next";
  const std::string name = (is_plain ? "" : relation::kBeginning) + std::string(relation);
  const auto links = json_.find("_links");
  if (links == json_.end() || !links->is_object() || !links->contains(name)) return std::nullopt;
  const Resource link((*links)[name]);
  const std::string href = link.Text("href");
  if (href.empty()) return std::nullopt;
  const bool templated = link.json().contains("templated") && link.json()["templated"] == true;
  return Link{href, templated};
}

std::string Resource::self() const {
  const auto link = LinkOf("self");
  return link ? link->href : "";
}

std::string Resource::Named(const std::string& word) const {
  const std::string id = system_id();
  return id.empty() ? word : word + " " + sdk::Quoted(id);
}

}  // namespace helhet::noark5
