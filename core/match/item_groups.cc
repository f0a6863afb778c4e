#include "core/match/item_groups.h"

namespace helhet::match {

std::string UnspscPrefix(std::string_view code) {
  if (code.size() == 8) {
    while (code.size() > 2 && code.ends_with("00")) code.remove_suffix(2);
  }
  return std::string(code);
}

std::string_view CpvDigits(std::string_view code) { return code.substr(0, code.find('-')); }

std::string CpvPrefix(std::string_view code) {
  code = CpvDigits(code);
  if (code.size() == 8) {
    while (code.size() > 2 && code.ends_with('0')) code.remove_suffix(1);
  }
  return std::string(code);
}

ItemGroups ItemGroupsOf(const model::v1::Invoice& invoice) {
  ItemGroups groups;
  for (const auto& line : invoice.lines()) {
    if (line.charge_kind() != model::v1::CHARGE_KIND_ITEM) continue;
    if (!line.unspsc_code().empty()) groups.unspsc.insert(line.unspsc_code());
    if (!line.cpv_code().empty()) groups.cpv.insert(std::string(CpvDigits(line.cpv_code())));
  }
  return groups;
}

}  // namespace helhet::match
