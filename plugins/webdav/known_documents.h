// The documents that a read has left behind in the store, each with a tag that changes with it: a connector's checkpoint.
#pragma once

#include <map>
#include <string>

#include "helhet/status.h"
#include "multistatus.h"

namespace helhet::webdav {

class KnownDocuments {
 public:
  // FAILED_PRECONDITION for a text that is none of ToJson's. An empty one knows nothing.
  static Result<KnownDocuments> FromJson(const std::string& text);
  std::string ToJson() const;

  // Whether the document is known as it is now.
  bool Knows(const std::string& path, const Resource& resource) const;
  void Add(const std::string& path, const Resource& resource);
  // By path.
  const std::map<std::string, std::string>& tags() const { return tags_; }
  void Keep(const std::string& path, const std::string& tag) { tags_[path] = tag; }

 private:
  std::map<std::string, std::string> tags_;
};

}  // namespace helhet::webdav
