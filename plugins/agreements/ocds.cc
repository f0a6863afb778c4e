#include "ocds.h"

#include <algorithm>
#include <map>

#include "award.h"
#include "helhet/values/date.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "json_screen.h"

namespace helhet::agreements {
namespace {

using nlohmann::json;

constexpr const char* kKeepAwards = "keep only exports of the contract register and awards in the folder";
// Register of Norwegian organisations in org-id.guide, which OCDS names identifiers by.
constexpr const char* kNorwegianRegister = "NO-BRC";

const json& Member(const json& object, const char* name) {
  static const json kNone;
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() ? *found : kNone;
}

// A text or a number as text; empty for all else.
std::string Text(const json& object, const char* name) {
  const json& member = Member(object, name);
  if (member.is_string()) return member.get<std::string>();
  return member.is_number() ? member.dump() : "";
}

// The elements of a list; none when it is no list.
const json& List(const json& object, const char* name) {
  static const json kEmpty = json::array();
  const json& member = Member(object, name);
  return member.is_array() ? member : kEmpty;
}

class Release {
 public:
  Release(const json& release, const std::vector<std::string>& callers) : release_(release), callers_(callers) {
    for (const json& party : List(release, "parties")) parties_.emplace(Text(party, "id"), &party);
    if (callers_.empty()) AddBuyer();
  }

  Result<std::vector<model::v1::Fact>> Read() {
    std::map<std::string, const json*> awards;
    for (const json& award : List(release_, "awards")) awards.emplace(Text(award, "id"), &award);
    if (awards.empty() && List(release_, "contracts").empty()) return NoAward("not_an_award", " without an award", kKeepAwards);
    std::map<std::string, bool> has_contract;
    for (const json& contract : List(release_, "contracts")) {
      const auto award = awards.find(Text(contract, "awardID"));
      if (award != awards.end()) has_contract[award->first] = true;
      if (Text(contract, "status") != "cancelled") AddAgreements(award == awards.end() ? json() : *award->second, contract);
    }
    for (const auto& [id, award] : awards) {
      const std::string status = Text(*award, "status");
      if (!has_contract[id] && status != "cancelled" && status != "unsuccessful") AddAgreements(*award, json());
    }
    if (!awards_.facts().empty()) return std::move(awards_.facts());
    return NoAward("no_award", " whose awards name no supplier, or were cancelled", "nothing needs to be done: no agreement came of it");
  }

 private:
  Status NoAward(const char* code, const char* why, const char* remedy) const {
    std::string tags;
    for (const json& tag : List(release_, "tag")) tags += (tags.empty() ? "" : ", ") + (tag.is_string() ? tag.get<std::string>() : "?");
    if (tags.empty()) tags = "an unknown stage";
    return sdk::Refused(code, "an OCDS release of " + tags + " (" + Text(release_, "ocid") + ")" + why, remedy);
  }

  // The organisation number of a party, as Norway's register has it; empty for another's.
  std::string NorwegianNumber(const json& organization) const {
    const auto party = parties_.find(Text(organization, "id"));
    const json& identifier = Member(party == parties_.end() ? organization : *party->second, "identifier");
    return Text(identifier, "scheme") == kNorwegianRegister ? Text(identifier, "id") : "";
  }

  void AddBuyer() {
    const std::string number = sdk::OrganisationDigits(NorwegianNumber(Member(release_, "buyer")));
    if (sdk::IsOrganisationNumber(number)) callers_.push_back(number);
  }

  // A contract whose award was told in an earlier release: the parties have its suppliers.
  json SuppliersOf(const json& award) const {
    if (!award.is_null()) return List(award, "suppliers");
    json suppliers = json::array();
    for (const json& party : List(release_, "parties")) {
      const json& roles = List(party, "roles");
      if (std::find(roles.begin(), roles.end(), "supplier") != roles.end()) suppliers.push_back(party);
    }
    return suppliers;
  }

  // `contract` is null for an award that no contract is known of, `award` for a contract of an award told elsewhere.
  void AddAgreements(const json& award, const json& contract) {
    for (const json& supplier : SuppliersOf(award)) {
      model::v1::Fact fact;
      model::v1::Agreement& agreement = *fact.mutable_agreement();
      const json& source = contract.is_null() ? award : contract;
      agreement.set_number(Text(source, "id"));
      agreement.set_title(Text(source, "title").empty() ? Text(award, "title") : Text(source, "title"));
      const std::string number = NorwegianNumber(supplier);
      SetSupplier(number, Text(supplier, "name"), !number.empty(), "parties/identifier/id", fact);
      SetPeriod(award, contract, fact);
      AddCodes(contract, agreement);
      AddCodes(award, agreement);
      for (const std::string& caller : callers_) agreement.add_callers(caller);
      agreement.set_currency_code(Text(Member(source, "value"), "currency"));
      awards_.Add(std::move(fact));
    }
  }

  void SetPeriod(const json& award, const json& contract, model::v1::Fact& fact) const {
    const json& period = Member(contract, "period").is_object() ? Member(contract, "period") : Member(award, "contractPeriod");
    SetValidFrom(Text(period, "startDate"), {Text(contract, "dateSigned"), Text(award, "date"), Text(release_, "date")},
                 "period/startDate", fact);
    fact.mutable_agreement()->set_valid_to(sdk::CalendarDay(Text(period, "endDate")));
    fact.mutable_agreement()->set_valid_to_with_options(sdk::CalendarDay(Text(period, "maxExtentDate")));
  }

  static void AddCodes(const json& source, model::v1::Agreement& agreement) {
    for (const json& item : List(source, "items")) {
      AddClassification(Member(item, "classification"), agreement);
      for (const json& more : List(item, "additionalClassifications")) AddClassification(more, agreement);
    }
  }

  static void AddClassification(const json& classification, model::v1::Agreement& agreement) {
    std::string code = Text(classification, "id");
    if (code.ends_with(".0")) code.resize(code.size() - 2);  // a spreadsheet's number on its way to JSON
    const std::string scheme = Text(classification, "scheme");
    if (scheme == "CPV") AddCode(code, *agreement.mutable_cpv_codes());
    if (scheme == "UNSPSC") AddCode(code, *agreement.mutable_unspsc_codes());
  }

  const json& release_;
  std::vector<std::string> callers_;
  std::map<std::string, const json*> parties_;
  Awards awards_;
};

// The releases of a record, in which later ones repeat what earlier ones said.
Result<std::vector<const json*>> ReleasesOf(const json& record) {
  if (const json& compiled = Member(record, "compiledRelease"); compiled.is_object()) return std::vector<const json*>{&compiled};
  std::vector<const json*> releases;
  for (const json& release : List(record, "releases")) {
    if (!Member(release, "ocid").is_null()) releases.push_back(&release);
  }
  std::stable_sort(releases.begin(), releases.end(), [](const json* a, const json* b) { return Text(*a, "date") < Text(*b, "date"); });
  if (!releases.empty()) return releases;
  return sdk::Refused("not_an_award", "an OCDS record (" + Text(record, "ocid") + ") that only links to its releases",
                      "fetch the releases, or a record with its compiled release");
}

Result<std::vector<const json*>> AllReleases(const json& document) {
  if (Member(document, "ocid").is_string() && Member(document, "tag").is_array()) return std::vector<const json*>{&document};
  std::vector<const json*> all;
  for (const json& release : List(document, "releases")) all.push_back(&release);
  for (const json& record : List(document, "records")) {
    HELHET_ASSIGN_OR_RETURN(const std::vector<const json*> releases, ReleasesOf(record));
    all.insert(all.end(), releases.begin(), releases.end());
  }
  if (!all.empty()) return all;
  return sdk::Refused("not_an_award", "JSON that is neither a release nor a package of releases or records in OCDS 1.1", kKeepAwards);
}

}  // namespace

Result<std::vector<ReleaseReading>> ReadOcds(std::string_view bytes, const std::vector<std::string>& callers) {
  HELHET_ASSIGN_OR_RETURN(const json document, ParseJson(bytes));
  HELHET_ASSIGN_OR_RETURN(const std::vector<const json*> releases, AllReleases(document));
  std::vector<ReleaseReading> readings;
  for (const json* release : releases) {
    // Bytes that are not UTF-8, which a parser lets through in texts, become the replacement character.
    std::string alone = release->dump(-1, ' ', false, json::error_handler_t::replace);
    readings.push_back({Text(*release, "date") + " " + Text(*release, "id"), std::move(alone), Release(*release, callers).Read()});
  }
  return readings;
}

}  // namespace helhet::agreements
