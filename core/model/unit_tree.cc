#include "core/model/unit_tree.h"

#include <algorithm>

#include "core/model/calendar.h"

namespace helhet::model {
namespace {

Status Refuse(const v1::Unit& unit, const std::string& field, const std::string& why, const std::string& remedy) {
  return InvalidArgument("unit '" + unit.unit_id() + "': " + why)
      .WithReason("unit_invalid")
      .WithSetting("units." + unit.unit_id() + "." + field)
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

Status CheckValidity(const v1::Unit& unit, const std::string& valid_from, const std::string& valid_to,
                     const std::string& field) {
  for (const std::string& date : {valid_from, valid_to}) {
    if (!date.empty() && !IsDate(date)) {
      return Refuse(unit, field, "'" + date + "' is no date", "write a day that exists as YYYY-MM-DD");
    }
  }
  if (!valid_from.empty() && !valid_to.empty() && valid_to < valid_from) {
    return Refuse(unit, field, "it ends " + valid_to + ", before it begins " + valid_from, "let valid_to be the last day");
  }
  return OkStatus();
}

// The later of two first days and the earlier of two last days; empty is open.
std::string Later(const std::string& a, const std::string& b) { return std::max(a, b); }
std::string Earlier(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return std::min(a, b);
}

}  // namespace

bool InForce(std::string_view date, std::string_view valid_from, std::string_view valid_to) {
  if (date.empty()) return valid_from.empty() && valid_to.empty();
  return date >= valid_from && (valid_to.empty() || date <= valid_to);
}

Result<UnitTree> UnitTree::Make(std::vector<v1::Unit> units) {
  UnitTree tree;
  tree.units_ = std::move(units);
  HELHET_RETURN_IF_ERROR(tree.CheckUnits());
  HELHET_RETURN_IF_ERROR(tree.CheckParents());
  HELHET_RETURN_IF_ERROR(tree.CheckSuccessors());
  HELHET_RETURN_IF_ERROR(tree.CheckCircles());
  HELHET_RETURN_IF_ERROR(tree.IndexCodes());
  return tree;
}

Status UnitTree::CheckUnits() {
  for (size_t i = 0; i < units_.size(); ++i) {
    const v1::Unit& unit = units_[i];
    if (unit.unit_id().empty()) {
      return Refuse(unit, "unit_id", "it has no identifier", "give the unit named '" + unit.name() + "' a unit_id");
    }
    if (!by_id_.emplace(unit.unit_id(), i).second) {
      return Refuse(unit, "unit_id", "it is stated twice", "give one of them another unit_id");
    }
    HELHET_RETURN_IF_ERROR(CheckValidity(unit, unit.valid_from(), unit.valid_to(), "valid_from"));
  }
  return OkStatus();
}

Status UnitTree::CheckParents() const {
  for (const v1::Unit& unit : units_) {
    if (unit.parent_id().empty()) continue;
    const v1::Unit* parent = Find(unit.parent_id());
    if (parent == nullptr) {
      return Refuse(unit, "parent_id", "its parent '" + unit.parent_id() + "' does not exist",
                    "add the parent, or leave parent_id out for a unit at the top");
    }
    if (!parent->valid_to().empty() && (unit.valid_to().empty() || unit.valid_to() > parent->valid_to())) {
      return Refuse(unit, "valid_to", "its parent '" + parent->unit_id() + "' ends " + parent->valid_to() + ", before it",
                    "end the unit that day, and state a successor under the parent it moved to");
    }
  }
  return OkStatus();
}

Status UnitTree::CheckSuccessors() const {
  for (const v1::Unit& unit : units_) {
    if (unit.successors().empty()) continue;
    if (unit.valid_to().empty()) {
      return Refuse(unit, "successors", "it has a successor and no end", "state valid_to, the unit's last day");
    }
    const v1::UnitSuccessionKind kind = unit.successors(0).kind();
    for (const v1::UnitSuccession& succession : unit.successors()) {
      if (Find(succession.unit_id()) == nullptr) {
        return Refuse(unit, "successors", "its successor '" + succession.unit_id() + "' does not exist", "add that unit");
      }
      if (succession.kind() == v1::UNIT_SUCCESSION_KIND_UNSPECIFIED || succession.kind() != kind) {
        return Refuse(unit, "successors", "its successions are of no kind, or of several",
                      "state one of RENAMED, MERGED and SPLIT, the same for all");
      }
    }
    const bool split = kind == v1::UNIT_SUCCESSION_KIND_SPLIT;
    if (split != (unit.successors_size() > 1)) {
      return Refuse(unit, "successors", split ? "it is split into one" : "it is renamed or merged into several",
                    "split means two successors or more; renamed and merged mean exactly one");
    }
  }
  return OkStatus();
}

Status UnitTree::CheckCircles() const {
  for (const v1::Unit& unit : units_) {
    size_t steps = 0;
    for (const v1::Unit* next = Successor(unit); next != nullptr; next = Successor(*next)) {
      if (++steps > units_.size()) {
        return Refuse(unit, "successors", "its successors go in a circle", "let the last one have no successor");
      }
    }
  }
  for (const Organisation organisation : {Organisation::kAsItWas, Organisation::kAsToday}) {
    for (const v1::Unit& unit : units_) {
      size_t steps = 0;
      for (const v1::Unit* next = Above(unit, organisation); next != nullptr; next = Above(*next, organisation)) {
        if (++steps > units_.size()) {
          return Refuse(unit, "parent_id", "its parents, or what they became, go in a circle", "let one of them be at the top");
        }
      }
    }
  }
  return OkStatus();
}

Status UnitTree::IndexCodes() {
  for (size_t i = 0; i < units_.size(); ++i) {
    const v1::Unit& unit = units_[i];
    for (const v1::UnitExternalCode& code : unit.codes()) {
      if (code.scheme().empty() || code.code().empty()) {
        return Refuse(unit, "codes", "a code lacks its scheme or its text", "state both scheme and code");
      }
      HELHET_RETURN_IF_ERROR(CheckValidity(unit, code.valid_from(), code.valid_to(), "codes"));
      const CodeUse use{Later(code.valid_from(), unit.valid_from()), Earlier(code.valid_to(), unit.valid_to()), i};
      if (!use.valid_to.empty() && use.valid_to < use.valid_from) continue;  // never in force
      std::vector<CodeUse>& uses = codes_[{code.scheme(), code.code()}];
      for (const CodeUse& other : uses) {
        const std::string from = Later(use.valid_from, other.valid_from);
        const std::string to = Earlier(use.valid_to, other.valid_to);
        if (other.unit == i || (!to.empty() && to < from)) continue;
        return Refuse(unit, "codes",
                      "the code " + code.scheme() + " '" + code.code() + "' is also unit '" + units_[other.unit].unit_id() +
                          "' on the same days",
                      "end one of the two before the other begins");
      }
      uses.push_back(use);
    }
  }
  return OkStatus();
}

const v1::Unit* UnitTree::Find(std::string_view unit_id) const {
  const auto found = by_id_.find(unit_id);
  return found == by_id_.end() ? nullptr : &units_[found->second];
}

std::string UnitTree::Resolve(std::string_view scheme, std::string_view code, std::string_view date) const {
  const auto found = codes_.find({std::string(scheme), std::string(code)});
  if (found == codes_.end()) return "";
  for (const CodeUse& use : found->second) {
    if (InForce(date, use.valid_from, use.valid_to)) return units_[use.unit].unit_id();
  }
  return "";
}

std::vector<std::string> UnitTree::Ancestors(std::string_view unit_id) const {
  std::vector<std::string> ancestors;
  const v1::Unit* unit = Find(unit_id);
  while (unit != nullptr && (unit = Above(*unit, Organisation::kAsItWas)) != nullptr) ancestors.push_back(unit->unit_id());
  return ancestors;
}

std::vector<std::string> UnitTree::Children(std::string_view unit_id, std::string_view date) const {
  std::vector<std::string> children;
  for (const v1::Unit& unit : units_) {
    if (unit.parent_id() == unit_id && InForce(date, unit.valid_from(), unit.valid_to())) children.push_back(unit.unit_id());
  }
  return children;
}

std::string UnitTree::Current(std::string_view unit_id) const {
  const v1::Unit* unit = Current(Find(unit_id));
  return unit == nullptr ? std::string() : unit->unit_id();
}

std::vector<std::string> UnitTree::Within(std::string_view unit_id, Organisation organisation) const {
  std::vector<std::string> within;
  for (const v1::Unit& unit : units_) {
    const v1::Unit* place = organisation == Organisation::kAsToday ? Current(&unit) : &unit;
    while (place != nullptr && place->unit_id() != unit_id) place = Above(*place, organisation);
    if (place != nullptr) within.push_back(unit.unit_id());
  }
  return within;
}

std::vector<std::string> UnitTree::SplitWithin(std::string_view unit_id, Organisation organisation) const {
  std::vector<std::string> split = Within(unit_id, organisation);
  std::erase_if(split, [&](const std::string& id) { return Find(id)->successors_size() < 2; });
  return split;
}

const v1::Unit* UnitTree::Successor(const v1::Unit& unit) const {
  return unit.successors_size() == 1 ? Find(unit.successors(0).unit_id()) : nullptr;
}

const v1::Unit* UnitTree::Current(const v1::Unit* unit) const {
  while (unit != nullptr) {
    const v1::Unit* next = Successor(*unit);
    if (next == nullptr) break;
    unit = next;
  }
  return unit;
}

const v1::Unit* UnitTree::Above(const v1::Unit& unit, Organisation organisation) const {
  const v1::Unit* parent = Find(unit.parent_id());
  return organisation == Organisation::kAsToday ? Current(parent) : parent;
}

}  // namespace helhet::model
