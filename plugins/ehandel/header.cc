#include "header.h"

#include <optional>

#include "helhet/business_key.h"
#include "helhet/limits.h"
#include "helhet/values/date.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "helhet/values/unit_codes.h"

namespace helhet::ehandel {
namespace {

constexpr const char* kAskForCorrection = "ask the sender for a corrected document";

}  // namespace

Result<Header> ReadHeader(const sdk::Element& root) {
  Header header;
  header.number = root.Child("cbc:ID").Text();
  if (header.number.empty()) return sdk::Refused("number_missing", "cbc:ID: the document has no number", kAskForCorrection);
  const std::string date = root.Child("cbc:IssueDate").Text();
  if (date.empty()) return sdk::Refused("issue_date_missing", "cbc:IssueDate: the document has no date", kAskForCorrection);
  header.issue_date = sdk::CalendarDay(date);
  if (header.issue_date.empty()) {
    return sdk::Refused("issue_date_invalid", "cbc:IssueDate: " + sdk::Quoted(date) + " is no date", kAskForCorrection);
  }
  return header;
}

sdk::Party ReadFirstParty(const sdk::Element& root, std::initializer_list<const char*> names, sdk::Flags& flags) {
  std::optional<sdk::Party> first;
  for (const char* name : names) {
    const sdk::Element role = root.Child(name);
    if (!role) continue;
    const sdk::Element inner = role.Child("cac:Party");
    sdk::Party party = sdk::ReadParty(inner ? inner : role, std::string(name) + (inner ? "/cac:Party" : ""), flags);
    if (!party.organisation_number.empty()) return party;
    if (!first) first = std::move(party);
  }
  return first.value_or(sdk::Party());
}

void AddPartyCodes(const sdk::Party& party, model::v1::Fact& fact) {
  sdk::AddUnitCode("organisation_number", party.endpoint_organisation_number, fact);
  sdk::AddUnitCode("organisation_number", party.organisation_number, fact);
  sdk::AddUnitCode("gln", party.gln, fact);
}

std::string ReadDate(const sdk::Element& element, const std::string& where, sdk::Flags& flags) {
  const std::string text = element.Text();
  std::string day = sdk::CalendarDay(text);
  if (!text.empty() && day.empty()) flags.Add("date_invalid", where, sdk::Quoted(text) + " is no date");
  return day;
}

std::string ReadCurrency(const sdk::Element& root, const char* line_name, sdk::Flags& flags) {
  std::string currency = root.Child("cbc:DocumentCurrencyCode").Text();
  if (!currency.empty()) return currency;
  sdk::ForEachElement(root.Child(line_name), [&](const sdk::Element& element) {
    if (currency.empty()) currency = element.Attribute("currencyID");
  });
  if (!currency.empty()) {
    flags.Add("currency_missing", "cbc:DocumentCurrencyCode", "missing; taken from the first amount: " + sdk::Quoted(currency));
  }
  return currency;
}

Status SetKeys(const char* word, const Header& header, const sdk::Party& issuer, Reading& reading) {
  reading.business_key = sdk::BusinessKey(reading.fact);
  reading.natural_key = reading.business_key;
  if (reading.natural_key.empty()) {
    const std::string& name = !issuer.name.empty() ? issuer.name : !issuer.endpoint.empty() ? issuer.endpoint : issuer.gln;
    if (name.empty()) {
      return sdk::Refused("issuer_missing", "the document tells neither organisation number, name nor address of who issued it",
                          kAskForCorrection);
    }
    reading.natural_key = std::string(word) + "/" + name + "/" + header.number + "/" + header.issue_date;
  }
  if (reading.natural_key.size() <= limits::kKeyBytes) return OkStatus();
  return sdk::Refused("identity_too_long", "number and issuer together have " + std::to_string(reading.natural_key.size()) + " bytes",
                      kAskForCorrection);
}

}  // namespace helhet::ehandel
