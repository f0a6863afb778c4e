// The forms of the KOSTRA accounting extract (statisticsnorway/kostra-kontrollprogram, file_description_Regnskap.yaml).
#pragma once

#include <string_view>

namespace helhet::kostra {

enum class FormKind {
  kAppropriation,  // operating and investment: functions and arts
  kBalance,        // chapters and sectors
  kHealthResult,   // health trusts: functions and arts, no account class
  kHealthBalance,
};

struct Form {
  std::string_view code;   // `0A`
  std::string_view title;  // as Statistics Norway names it
  FormKind kind;
  // Account classes (control 009): of operating and of investment, or of the balance and none; a blank for none.
  char operating_class;
  char investment_class;
};

// The form of a code; null when there is none.
const Form* FindForm(std::string_view code);

inline bool IsBalance(const Form& form) { return form.kind == FormKind::kBalance || form.kind == FormKind::kHealthBalance; }

}  // namespace helhet::kostra
