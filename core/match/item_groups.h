// Item groups: UNSPSC and CPV codes as prefixes (core/match/README.md, section 4).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "helhet/model/v1/invoice.pb.h"

namespace helhet::match {

// The part of a code that says which group it is: without the check digit of a CPV code and without what is zero because
// nothing is said. UNSPSC `44100000` is `4410`, CPV `30197000-6` is `30197`.
std::string UnspscPrefix(std::string_view code);
std::string CpvPrefix(std::string_view code);
// A CPV code without its check digit.
std::string_view CpvDigits(std::string_view code);

// The codes of an invoice's item lines.
struct ItemGroups {
  std::set<std::string> unspsc;
  std::set<std::string> cpv;  // without check digits

  bool empty() const { return unspsc.empty() && cpv.empty(); }
};
ItemGroups ItemGroupsOf(const model::v1::Invoice& invoice);

// Whether a code begins with the prefix. Prefixes of nothing cover nothing.
inline bool Covers(std::string_view prefix, std::string_view code) { return !prefix.empty() && code.starts_with(prefix); }

}  // namespace helhet::match
