// One thing that the interface gives: attributes, and links by relation.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::noark5 {

using Json = nlohmann::json;

// Where a relation leads. The address is the core's own affair and is never taken apart.
struct Link {
  std::string href;
  // The address ends in the parameters that it takes: `{?$filter&$top}`.
  bool templated = false;
};

class Resource {
 public:
  Resource() = default;
  explicit Resource(Json json) : json_(std::move(json)) {}
  // FAILED_PRECONDITION not_noark5, naming `what`, when the text is no JSON object or one that is nested too deep.
  static Result<Resource> Parse(const std::string& text, const std::string& what);

  const Json& json() const { return json_; }
  // The text at a name, or at names with `/` between; empty when there is none. Numbers as their digits.
  std::string Text(std::string_view path) const;
  // The value of a code list: its `kode`, or the text itself where a core writes no group.
  std::string Code(const char* name) const;
  // The same for a person: `kodenavn`, or the code where there is none.
  std::string CodeName(const char* name) const;

  // Where the relation leads, `self`, `next` or one of relation.h; none when the core does not offer it: the user has no
  // right to it, or it is not there.
  std::optional<Link> LinkOf(std::string_view relation) const;
  // The address of the thing itself; empty for a template.
  std::string self() const;
  std::string system_id() const { return Text("systemID"); }
  // «arkivdel 'Sakarkiv'», for messages: the word, and what tells it from others.
  std::string Named(const std::string& word) const;

  // The ETag that it came with; empty when it came with none.
  std::string etag;

 private:
  Json json_ = Json::object();
};

}  // namespace helhet::noark5
