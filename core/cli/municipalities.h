// Which municipality a command is about, when a hub has several.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/cli/session.h"
#include "helhet/model/v1/organisation.pb.h"

namespace helhet::cli {

// The municipality that was chosen, or all that the caller may see; by identifier. INVALID_ARGUMENT when
// there is none.
Result<std::vector<model::v1::Municipality>> MunicipalitiesMeant(Session& session);

// The only municipality meant that has a thing: `has` says whether it does. NOT_FOUND when none has it,
// INVALID_ARGUMENT when several do. `thing` is as a person names it, `list_command` lists what there is.
Result<std::string> MunicipalityWith(Session& session, const std::string& thing, const std::string& list_command,
                                     const std::function<Result<bool>(const std::string& municipality_id)>& has);

// The only municipality meant that has a sheet.
Result<std::string> MunicipalityWithSheet(Session& session, const std::string& a3_id);

// The only municipality meant. INVALID_ARGUMENT when there are several.
Result<std::string> MunicipalityMeant(Session& session, const std::string& thing);

// Names of a municipality's units by identifier; empty for a caller who may not read them.
std::map<std::string, std::string> UnitNames(Session& session, const std::string& municipality_id);

// The name by an identifier, or the identifier itself.
const std::string& NameOr(const std::map<std::string, std::string>& names, const std::string& id);

}  // namespace helhet::cli
