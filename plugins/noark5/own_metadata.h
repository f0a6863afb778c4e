// Our identifiers in the archive: company-specific metadata (chapter 6 of the specification, «Virksomhetsspesifikke
// metadata»), by which a repeat finds what an attempt before it has made.
#pragma once

#include <optional>
#include <string>

#include "session.h"

namespace helhet::noark5 {

class OwnMetadata {
 public:
  // `company` is the part of names that says whose they are: `helhet` in `vnd-helhet-v1:casekey`. Parts of a name are small
  // letters and digits alone.
  explicit OwnMetadata(const std::string& company) : beginning_("vnd-" + company + "-v1:") {}

  std::string case_key() const { return beginning_ + "casekey"; }
  std::string delivery_id() const { return beginning_ + "deliveryid"; }

  // Sees to it that the archive's catalogue knows both names. PERMISSION_DENIED not_allowed when one is missing and the user
  // may not add it; FAILED_PRECONDITION metadata_retired when one is not to be used any more.
  Status Register(Session& session) const;

  // Finds the earliest thing in the list whose metadata `name` is `value`.
  static Result<std::optional<Resource>> Find(Session& session, const Link& list, const std::string& what, const std::string& name,
                                              const std::string& value);

 private:
  Status RegisterOne(Session& session, const Resource& package, const std::string& name, const char* description) const;

  std::string beginning_;
};

}  // namespace helhet::noark5
