#include "series.h"

#include <optional>
#include <utility>
#include <vector>

#include "helhet/values/quoted.h"
#include "relation.h"

namespace helhet::noark5 {
namespace {

// As many as a person reads in a message.
constexpr size_t kNamedAtMost = 10;

bool IsClosed(const Resource& series) { return !series.Text("avsluttetDato").empty(); }

Status NotFound(const std::string& why, const std::vector<std::string>& titles) {
  std::string known;
  for (const std::string& title : titles) known += (known.empty() ? "" : ", ") + sdk::Quoted(title);
  return FailedPrecondition("settings.series: " + why + "; the archive has " + (known.empty() ? "none that is open" : known))
      .WithReason("series_not_found")
      .WithSetting("settings.series")
      .WithRemedy("state title or systemID of the arkivdel that editions are to be filed in")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<Resource> FindSeries(Session& session, const std::string& wanted) {
  HELHET_ASSIGN_OR_RETURN(const Resource structure, session.Package(relation::kArchiveStructure));
  HELHET_ASSIGN_OR_RETURN(const Link link, LinkOrNotAllowed(structure, relation::kArchiveStructure, relation::kSeries));
  std::vector<Resource> fitting;
  std::vector<std::string> titles;
  HELHET_RETURN_IF_ERROR(session.List(link, {}, relation::kSeries, [&](Resource series) {
    if (IsClosed(series)) return OkStatus();
    const std::string title = series.Text("tittel");
    if (titles.size() < kNamedAtMost) titles.push_back(title);
    if (wanted.empty() || wanted == title || wanted == series.system_id()) fitting.push_back(std::move(series));
    return OkStatus();
  }));
  if (fitting.size() == 1) return std::move(fitting.front());
  if (wanted.empty()) return NotFound("missing", titles);
  return NotFound(sdk::Quoted(wanted) + (fitting.empty() ? " is no open arkivdel" : " fits more than one arkivdel"), titles);
}

Result<Resource> FindClass(Session& session, const Resource& series, const std::string& class_id) {
  HELHET_ASSIGN_OR_RETURN(const Link to_system, LinkOrNotAllowed(series, "arkivdel", relation::kClassification));
  HELHET_ASSIGN_OR_RETURN(const Resource system, session.Get(Expand(to_system, {}), relation::kClassification));
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(system, "klassifikasjonssystem", relation::kClass));
  std::optional<Resource> found;
  HELHET_RETURN_IF_ERROR(session.List(list, {.filter = "klasseID eq " + Literal(class_id)}, relation::kClass, [&](Resource klasse) {
    if (klasse.Text("klasseID") == class_id) found = std::move(klasse);
    return OkStatus();
  }));
  if (found) return *std::move(found);
  return FailedPrecondition("settings.class: " + sdk::Quoted(class_id) + " is no klasse in the classification system of the arkivdel")
      .WithReason("class_not_found")
      .WithSetting("settings.class")
      .WithRemedy("ask whoever runs the archive for the klasseID of such cases")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::noark5
