// The chart of accounts: the KOSTRA art with `1` before and `0` after it, and a few of the balance.
#pragma once

#include <span>
#include <string_view>

namespace helhet::model_case {

struct Account {
  std::string_view number;
  std::string_view title;
  std::string_view art;  // empty on accounts of the balance
  std::string_view balance_sector;  // grouping code of the balance, empty on others
};

inline constexpr std::string_view kPayables = "232001";
inline constexpr std::string_view kBank = "210001";
inline constexpr std::string_view kVatCompensation = "14290";
inline constexpr std::string_view kSalaries = "10100";
inline constexpr std::string_view kEmployersTax = "10990";

std::span<const Account> Accounts();

// The account of an art. The art must be one of those in Accounts().
std::string_view AccountOf(std::string_view art);

}  // namespace helhet::model_case
