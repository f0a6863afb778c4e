#include "known_documents.h"

#include <nlohmann/json.hpp>

namespace helhet::webdav {
namespace {

using nlohmann::json;

// Of a server without entity tags, what else tells a change; the title is not part of an entity.
std::string TagOf(const Resource& resource) {
  const std::string version = resource.etag.empty() ? resource.last_modified + " " + resource.length : resource.etag;
  return resource.title.empty() ? version : version + " " + resource.title;
}

}  // namespace

Result<KnownDocuments> KnownDocuments::FromJson(const std::string& text) {
  KnownDocuments known;
  if (text.empty()) return known;
  const json parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const bool is_own = parsed.is_object() && parsed.contains("documents") && parsed["documents"].is_object();
  if (is_own) {
    for (const auto& [path, tag] : parsed["documents"].items()) known.tags_[path] = tag.is_string() ? tag.get<std::string>() : "";
    return known;
  }
  return FailedPrecondition("checkpoint: no list of documents: " + text.substr(0, 80))
      .WithReason("checkpoint_unreadable").WithRemedy("run the connector with a full read").WithClass(ErrorClass::kHub);
}

std::string KnownDocuments::ToJson() const { return json{{"documents", tags_}}.dump(-1, ' ', false, json::error_handler_t::replace); }

bool KnownDocuments::Knows(const std::string& path, const Resource& resource) const {
  const auto found = tags_.find(path);
  return found != tags_.end() && found->second == TagOf(resource);
}

void KnownDocuments::Add(const std::string& path, const Resource& resource) { tags_[path] = TagOf(resource); }

}  // namespace helhet::webdav
