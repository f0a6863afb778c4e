#include "codes.h"

#include <optional>
#include <utility>

#include "relation.h"

namespace helhet::noark5 {
namespace {

// `inaktiv` in chapter 6 of the specification, `utdatert` in chapter 7.
bool IsRetired(const Resource& code) {
  const auto is_set = [&](const char* name) { return code.json().contains(name) && code.json()[name] == true; };
  return is_set("inaktiv") || is_set("utdatert");
}

}  // namespace

Result<Json> CodeValue(Session& session, const char* list, const std::string& code, const std::string& setting) {
  Json value = {{"kode", code}};
  if (!session.root().LinkOf(relation::kMetadata)) return value;
  HELHET_ASSIGN_OR_RETURN(const Resource package, session.Package(relation::kMetadata));
  const auto link = package.LinkOf(list);
  if (!link) return value;
  std::optional<Resource> found;
  HELHET_RETURN_IF_ERROR(session.List(*link, {.filter = "kode eq " + Literal(code)}, list, [&](Resource element) {
    if (element.Text("kode") == code && !IsRetired(element)) found = std::move(element);
    return OkStatus();
  }));
  if (found) {
    if (const std::string name = found->Text("kodenavn"); !name.empty()) value["kodenavn"] = name;
    return value;
  }
  return FailedPrecondition(std::string(list) + ": the archive has no code '" + code + "' that may be used")
      .WithReason("code_unknown")
      .WithSetting(setting)
      .WithRemedy("ask whoever runs the archive which code they use")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::noark5
