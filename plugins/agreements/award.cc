#include "award.h"

#include <algorithm>

#include "helhet/values/date.h"
#include "helhet/values/flags.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::agreements {
namespace {

constexpr const char* kEnterByHand = "enter the agreement in the contract register, with what is missing";

bool IsSame(const model::v1::Agreement& a, const model::v1::Agreement& b) {
  return a.number() == b.number() && a.supplier_organisation_number() == b.supplier_organisation_number() &&
         (!a.supplier_organisation_number().empty() || a.supplier_name() == b.supplier_name());
}

void Join(const model::v1::Agreement& from, model::v1::Agreement& into) {
  for (const std::string& code : from.cpv_codes()) AddCode(code, *into.mutable_cpv_codes());
  for (const std::string& code : from.unspsc_codes()) AddCode(code, *into.mutable_unspsc_codes());
  const bool is_earlier = !from.valid_from().empty() && from.valid_from() < into.valid_from();
  if (into.valid_from().empty() || is_earlier) into.set_valid_from(from.valid_from());
  // No last day is the last of all.
  if (from.valid_to().empty() || (!into.valid_to().empty() && from.valid_to() > into.valid_to())) into.set_valid_to(from.valid_to());
  into.set_valid_to_with_options(std::max(from.valid_to_with_options(), into.valid_to_with_options()));
}

}  // namespace

void Awards::Add(model::v1::Fact fact) {
  for (model::v1::Fact& known : facts_) {
    if (IsSame(known.agreement(), fact.agreement())) return Join(fact.agreement(), *known.mutable_agreement());
  }
  facts_.push_back(std::move(fact));
}

Status CheckAward(const model::v1::Agreement& agreement) {
  using sdk::Quoted;
  const std::string which = "the agreement " + Quoted(agreement.number()) + " with " + Quoted(agreement.supplier_name());
  if (agreement.number().empty()) return sdk::Refused("number_missing", which + " has no number", kEnterByHand);
  if (agreement.supplier_organisation_number().empty() && agreement.supplier_name().empty()) {
    return sdk::Refused("supplier_missing", "the agreement " + Quoted(agreement.number()) + " names no supplier", kEnterByHand);
  }
  if (agreement.valid_from().empty()) return sdk::Refused("valid_from_missing", which + " has no first day", kEnterByHand);
  return OkStatus();
}

void AddCode(const std::string& code, google::protobuf::RepeatedPtrField<std::string>& codes) {
  if (code.empty() || std::find(codes.begin(), codes.end(), code) != codes.end()) return;
  *codes.Add() = code;
}

void SetSupplier(const std::string& number, const std::string& name, bool is_norwegian, const std::string& where, model::v1::Fact& fact) {
  const std::string digits = sdk::OrganisationDigits(number);
  fact.mutable_agreement()->set_supplier_name(name);
  if (!is_norwegian || digits.empty()) {
    sdk::Flags(fact).Add("organisation_number_missing", where,
                         "no Norwegian organisation number, so no invoice can be told to be from " + sdk::Quoted(name));
    return;
  }
  fact.mutable_agreement()->set_supplier_organisation_number(digits);
  if (sdk::IsOrganisationNumber(digits)) return;
  sdk::Flags(fact).Add("organisation_number_invalid", where, sdk::Quoted(number) + " is no Norwegian organisation number");
}

void SetValidFrom(const std::string& period_start, const std::vector<std::string>& other_days, const std::string& where,
                  model::v1::Fact& fact) {
  std::string day = sdk::CalendarDay(period_start);
  if (day.empty()) {
    for (const std::string& other : other_days) {
      if (day.empty()) day = sdk::CalendarDay(other);
    }
    if (!day.empty()) {
      sdk::Flags(fact).Add("valid_from_estimated", where,
                           "no first day is stated; the day of the contract, award or notice is taken: " + day);
    }
  }
  fact.mutable_agreement()->set_valid_from(day);
}

}  // namespace helhet::agreements
