#include "core/cli/municipalities.h"

#include <algorithm>

#include "core/cli/texts_common.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {

Result<std::vector<model::v1::Municipality>> MunicipalitiesMeant(Session& session) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const std::string chosen, session.chosen_municipality());
  const Hub::LookingUp looking_up(*hub);
  const auto status = hub->Ask(hub->hub, &api::v1::HubService::Stub::GetStatus, api::v1::GetStatusRequest());
  std::vector<model::v1::Municipality> meant;
  if (status.status().code() == StatusCode::kPermissionDenied && !chosen.empty()) {
    // Who reads sheets alone may not ask how the hub is, and need not when the municipality is said.
    meant.emplace_back().set_municipality_id(chosen);
    return meant;
  }
  if (!status.ok()) return status.status();
  for (const auto& one : status->municipalities()) {
    session.Learn(one.municipality().municipality_id(), one.municipality().name());
    if (chosen.empty() || one.municipality().municipality_id() == chosen) meant.push_back(one.municipality());
  }
  if (!meant.empty()) return meant;
  if (!chosen.empty()) {
    return NotFound(session.Say(text::kNotThere, session.Say(text::kMunicipality) + " " + chosen))
        .WithRemedy(session.Say(text::kListWith, "helhet status"));
  }
  return InvalidArgument(session.Say(text::kNoMunicipality)).WithRemedy(session.Say(text::kApplyFirst));
}

Result<std::string> MunicipalityWith(Session& session, const std::string& thing, const std::string& list_command,
                                     const std::function<Result<bool>(const std::string&)>& has) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const Hub::LookingUp looking_up(*hub);
  std::string found, all;
  int count = 0;
  for (const model::v1::Municipality& one : meant) {
    HELHET_ASSIGN_OR_RETURN(const bool is_here, has(one.municipality_id()));
    if (!is_here) continue;
    found = one.municipality_id();
    all += (count++ == 0 ? "" : ", ") + one.municipality_id() + " (" + one.name() + ")";
  }
  if (count == 1) return found;
  if (count == 0) return NotFound(session.Say(text::kNotThere, thing)).WithRemedy(session.Say(text::kListWith, list_command));
  return InvalidArgument(session.Say(text::kWhichMunicipality, thing)).WithRemedy(session.Say(text::kSayMunicipality, all));
}

Result<std::string> MunicipalityWithSheet(Session& session, const std::string& a3_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  return MunicipalityWith(session, session.Say(text::kSheetNamed, a3_id), "helhet a3 list", [&](const std::string& municipality_id) -> Result<bool> {
    api::v1::ListA3sRequest request;
    request.set_municipality_id(municipality_id);
    HELHET_ASSIGN_OR_RETURN(const auto sheets, hub->AskAll(hub->a3s, &api::v1::A3Service::Stub::ListA3s, request));
    return std::any_of(sheets.a3s().begin(), sheets.a3s().end(), [&](const auto& sheet) { return sheet.a3_id() == a3_id; });
  });
}

Result<std::string> MunicipalityMeant(Session& session, const std::string& thing) {
  return MunicipalityWith(session, thing, "helhet status", [](const std::string&) { return true; });
}

std::map<std::string, std::string> UnitNames(Session& session, const std::string& municipality_id) {
  std::map<std::string, std::string> names;
  const auto hub = session.hub();
  if (!hub.ok()) return names;
  api::v1::ExportConfigurationRequest request;
  request.set_municipality_id(municipality_id);
  request.add_kinds("unit");
  const auto units = (*hub)->Ask((*hub)->configuration, &api::v1::ConfigurationService::Stub::ExportConfiguration, request);
  if (!units.ok()) return names;  // identifiers will do
  for (const auto& resource : units->resources()) names[resource.unit().unit_id()] = resource.unit().name();
  return names;
}

const std::string& NameOr(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto name = names.find(id);
  return name == names.end() || name->second.empty() ? id : name->second;
}

}  // namespace helhet::cli
