#include "own_metadata.h"

#include <utility>

#include "create.h"
#include "moment.h"
#include "relation.h"

namespace helhet::noark5 {
namespace {

// `utdatert` is true in chapter 6 of the specification, and a time in chapter 7.
bool IsRetired(const Resource& field, int64_t now_s) {
  const auto retired = field.json().find("utdatert");
  if (retired == field.json().end()) return false;
  if (retired->is_boolean()) return retired->get<bool>();
  const Moment at = MomentOf(field.Text("utdatert"));
  return at.us > 0 && at.us <= now_s * 1'000'000;
}

}  // namespace

Status OwnMetadata::Register(Session& session) const {
  HELHET_ASSIGN_OR_RETURN(const Resource package, session.Package(relation::kMetadata));
  HELHET_RETURN_IF_ERROR(RegisterOne(session, package, case_key(), "A3-arket som saken gjelder, i Helhet"));
  return RegisterOne(session, package, delivery_id(), "Leveransen fra Helhet som journalposten kom med");
}

Status OwnMetadata::RegisterOne(Session& session, const Resource& package, const std::string& name, const char* description) const {
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(package, "metadata/", relation::kOwnMetadata));
  const auto find = [&]() -> Result<std::optional<Resource>> {
    std::optional<Resource> found;
    HELHET_RETURN_IF_ERROR(session.List(list, {.filter = "navn eq " + Literal(name)}, relation::kOwnMetadata, [&](Resource field) {
      if (field.Text("navn") == name) found = std::move(field);
      return OkStatus();
    }));
    return found;
  };
  const Json values = {{"navn", name}, {"type", "string"}, {"beskrivelse", description}};
  HELHET_ASSIGN_OR_RETURN(const Resource field, FindOrMake(session, find, [&] {
    return Create(session, package, "metadata/", relation::kNewOwnMetadata, values);
  }));
  if (!IsRetired(field, session.now())) return OkStatus();
  return FailedPrecondition("metadata/virksomhetsspesifikkeMetadata/: " + name + " is retired in the archive (utdatert)")
      .WithReason("metadata_retired")
      .WithSetting("settings.company")
      .WithRemedy("ask whoever runs the archive to take it into use again")
      .WithClass(ErrorClass::kConfiguration);
}

Result<std::optional<Resource>> OwnMetadata::Find(Session& session, const Link& list, const std::string& what, const std::string& name,
                                                  const std::string& value) {
  std::optional<Resource> earliest;
  HELHET_RETURN_IF_ERROR(session.List(list, {.filter = name + " eq " + Literal(value)}, what, [&](Resource element) {
    // Looked at again: a core that does not take the filter gives them all.
    const bool is_ours = element.Text("virksomhetsspesifikkeMetadata/" + name) == value;
    if (is_ours && (!earliest || IsEarlier(element, *earliest))) earliest = std::move(element);
    return OkStatus();
  }));
  return earliest;
}

}  // namespace helhet::noark5
