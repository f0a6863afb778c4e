#include "core/benefit/assessments.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <map>

#include "core/configuration/documents.h"
#include "core/configuration/field_rules.h"
#include "core/configuration/held_resources.h"
#include "core/configuration/limits.h"
#include "core/model/calendar.h"

namespace helhet::benefit {
namespace {

using model::v1::Assessment;
using model::v1::Benefit;
using store::TenantStore;

// By benefit, then by identifier of the assessment.
using Rows = std::map<std::string, std::map<std::string, Assessment>>;

// Of one benefit, or of all when that is empty.
Result<Rows> LoadRows(TenantStore& store, const std::string& benefit_id) {
  Rows rows;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT benefit_id, body FROM benefit_assessment WHERE municipality_id = $1 AND ($2 = '' OR benefit_id = $2)", {benefit_id},
                                     [&](const store::Row& row) -> Status {
                                       Assessment assessment;
                                       HELHET_RETURN_IF_ERROR(configuration::FromJson(store::AsText(row[1]), assessment));
                                       std::string id = assessment.assessment_id();
                                       rows[store::AsText(row[0])].emplace(std::move(id), std::move(assessment));
                                       return OkStatus();
                                     }));
  return rows;
}

// What was approved stands as it was then, whatever a file says of it later.
void Merge(std::map<std::string, Assessment> rows, Benefit& benefit) {
  for (Assessment& assessment : *benefit.mutable_assessments()) {
    const auto row = rows.find(assessment.assessment_id());
    if (row == rows.end()) continue;
    assessment = std::move(row->second);
    rows.erase(row);
  }
  for (auto& [id, assessment] : rows) *benefit.add_assessments() = std::move(assessment);
  std::stable_sort(benefit.mutable_assessments()->begin(), benefit.mutable_assessments()->end(),
                   [](const Assessment& one, const Assessment& other) { return one.date() < other.date(); });
}

Result<Benefit> Read(const configuration::StoredDocument& document, Rows& rows) {
  Benefit benefit;
  HELHET_RETURN_IF_ERROR(configuration::FromJson(document.body, benefit));
  benefit.set_etag(document.etag);
  Merge(std::move(rows[document.document_id]), benefit);
  return benefit;
}

Status Refuse(const std::string& field, const std::string& why, const std::string& remedy) {
  return InvalidArgument("assessment: " + field + ": " + why).WithReason("assessment_invalid").WithSetting("assessment." + field)
      .WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

Status CheckTexts(const Assessment& assessment) {
  const std::pair<const char*, const std::string&> texts[] = {
      {"author", assessment.author()}, {"method", assessment.method()}, {"evidence", assessment.evidence()}, {"text", assessment.text()}};
  for (const auto& [field, text] : texts) {
    if (text.empty()) return Refuse(field, "missing", "state it: an assessment says who judged, how, on what, and what was seen");
    if (text.size() > configuration::limits::kTextBytes) {
      return Refuse(field, "the text is longer than " + std::to_string(configuration::limits::kTextBytes) + " bytes", "shorten it");
    }
  }
  return OkStatus();
}

Status CheckAssessment(const Assessment& assessment) {
  if (!configuration::IsIdentifier(assessment.assessment_id())) {
    return Refuse("assessment_id", "'" + assessment.assessment_id() + "' is no identifier", "use a–z, 0–9, - and _");
  }
  if (!model::IsDate(assessment.date())) return Refuse("date", "'" + assessment.date() + "' is no date", "write a day that exists as YYYY-MM-DD");
  if (!assessment.approved_by().empty() || !assessment.approved_date().empty()) {
    return Refuse("approved_by", "an approval is recorded, never typed", "leave it out; a validator approves the assessment");
  }
  return CheckTexts(assessment);
}

}  // namespace

bool IsSamePerson(const std::string& one, const std::string& other) {
  const auto folded = [](const std::string& name) { return icu::UnicodeString::fromUTF8(name).trim().foldCase(); };
  return folded(one) == folded(other);
}

Result<Benefit> LoadBenefit(TenantStore& store, const std::string& benefit_id) {
  HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "benefit", benefit_id));
  HELHET_ASSIGN_OR_RETURN(Rows rows, LoadRows(store, benefit_id));
  return Read(document, rows);
}

Result<std::vector<Benefit>> LoadBenefits(TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const auto documents, configuration::ListDocuments(store, "benefit"));
  HELHET_ASSIGN_OR_RETURN(Rows rows, LoadRows(store, ""));
  std::vector<Benefit> benefits;
  for (const auto& document : documents) {
    HELHET_ASSIGN_OR_RETURN(Benefit benefit, Read(document, rows));
    benefits.push_back(std::move(benefit));
  }
  return benefits;
}

Result<api::v1::AddAssessmentResponse> AddAssessment(TenantStore& store, const api::v1::AddAssessmentRequest& request) {
  const Assessment& assessment = request.assessment();
  HELHET_RETURN_IF_ERROR(CheckAssessment(assessment));
  api::v1::AddAssessmentResponse response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(const Benefit benefit, LoadBenefit(store, request.benefit_id()));
    for (const Assessment& one : benefit.assessments()) {
      if (one.assessment_id() != assessment.assessment_id()) continue;
      return AlreadyExists("benefit '" + request.benefit_id() + "': it has an assessment '" + one.assessment_id() + "'").WithReason("assessment_exists")
          .WithSetting("assessment.assessment_id").WithRemedy("choose another identifier").WithClass(ErrorClass::kConfiguration);
    }
    *response.mutable_assessment() = assessment;
    return store.Execute("INSERT INTO benefit_assessment (municipality_id, benefit_id, assessment_id, body) VALUES ($1, $2, $3, $4)",
                         {request.benefit_id(), assessment.assessment_id(), configuration::ToJson(assessment)}).status();
  }));
  return response;
}

Result<api::v1::ApproveAssessmentResponse> ApproveAssessment(TenantStore& store, const api::v1::ApproveAssessmentRequest& request,
                                                             const security::Identity& caller, int64_t now_us) {
  api::v1::ApproveAssessmentResponse response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(const Benefit benefit, LoadBenefit(store, request.benefit_id()));
    const auto found = std::find_if(benefit.assessments().begin(), benefit.assessments().end(),
                                    [&](const Assessment& one) { return one.assessment_id() == request.assessment_id(); });
    const std::string name = "benefit '" + request.benefit_id() + "': the assessment '" + request.assessment_id() + "'";
    if (found == benefit.assessments().end() || request.assessment_id().empty()) {
      return NotFound(name + " is not there").WithReason("assessment_not_found").WithRemedy("name one of the benefit's");
    }
    if (!found->approved_by().empty()) {
      return FailedPrecondition(name + " was approved by " + found->approved_by()).WithReason("assessment_approved").WithRemedy("add another where more is seen");
    }
    if (IsSamePerson(caller.title, found->author()) || IsSamePerson(caller.title, benefit.responsible())) {
      return PermissionDenied(name + " is approved by another than its author and the benefit's responsible").WithReason("own_benefit")
          .WithRemedy("let another validator approve it");
    }
    Assessment& approved = *response.mutable_assessment();
    approved = *found;
    approved.set_approved_by(caller.title);
    approved.set_approved_date(model::LocalDay(now_us));
    return store.Execute("INSERT INTO benefit_assessment (municipality_id, benefit_id, assessment_id, body) VALUES ($1, $2, $3, $4) "
                         "ON CONFLICT (municipality_id, benefit_id, assessment_id) DO UPDATE SET body = excluded.body",
                         {request.benefit_id(), approved.assessment_id(), configuration::ToJson(approved)}).status();
  }));
  return response;
}

}  // namespace helhet::benefit
