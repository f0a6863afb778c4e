// For tests: records of an extract.
#pragma once

#include <string>

namespace helhet::kostra {

// A record of a municipality's form, 48 characters, without a line break.
inline std::string Record(const std::string& form, const std::string& period, char account_class, const std::string& function, const std::string& art,
                          long thousands, const std::string& region = "503700") {
  const auto padded = [](std::string text, size_t size) { return text + std::string(size - text.size(), ' '); };
  const std::string amount = std::to_string(thousands);
  return padded(form, 2) + padded(period, 5) + padded(region, 6) + padded("", 18) + account_class + padded(function, 4) +
         padded(art, 3) + std::string(9 - amount.size(), ' ') + amount;
}

}  // namespace helhet::kostra
