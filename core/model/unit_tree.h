// The units of a municipality: a tree that changes over time. Which unit a source's code means on a day,
// and which units make up another's figures.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helhet/model/v1/organisation.pb.h"
#include "helhet/status.h"

namespace helhet::model {

// How the past is shown.
enum class Organisation {
  kAsItWas,  // facts stand under the unit that was valid on their date
  kAsToday,  // facts of renamed and merged units stand under the unit that came after
};

// Whether a date lies in a validity, both days included. An empty bound is open. An empty date lies only
// in a validity that is open both ways.
bool InForce(std::string_view date, std::string_view valid_from, std::string_view valid_to);

// Immutable; safe to read from many threads.
//
// A unit has one parent for its whole life: a unit that moves ends, and one with another identifier comes
// after it as renamed.
class UnitTree {
 public:
  // A tree without units.
  UnitTree() = default;

  // INVALID_ARGUMENT names the unit, the setting and what to do: an identifier that is empty or stated
  // twice, a malformed or empty validity, a parent or successor that does not exist, a parent that ends
  // before the unit, a circle, a succession that does not add up, or a code that two units have at once.
  static Result<UnitTree> Make(std::vector<v1::Unit> units);

  // In the order they were stated.
  const std::vector<v1::Unit>& units() const { return units_; }
  // Null when there is no such unit.
  const v1::Unit* Find(std::string_view unit_id) const;

  // The unit that the code means on a date, YYYY-MM-DD; empty when none does. Both the code and the unit
  // must be valid that day: a code that outlives its unit is unmapped until somebody states what it means.
  std::string Resolve(std::string_view scheme, std::string_view code, std::string_view date) const;

  // The units above, nearest first.
  std::vector<std::string> Ancestors(std::string_view unit_id) const;
  // The units right below that are valid on the date; those at the top when `unit_id` is empty.
  std::vector<std::string> Children(std::string_view unit_id, std::string_view date) const;
  // What the unit is called today: follows renamed and merged, not split, as figures cannot be divided.
  std::string Current(std::string_view unit_id) const;
  // The unit itself and all whose facts count in its figures. As today, a unit that was renamed or merged
  // holds nothing: its facts have moved to the one that came after.
  std::vector<std::string> Within(std::string_view unit_id, Organisation organisation) const;
  // Those of Within that were split: their figures could not be moved to the units that came after.
  std::vector<std::string> SplitWithin(std::string_view unit_id, Organisation organisation) const;

 private:
  struct CodeUse {
    std::string valid_from;
    std::string valid_to;
    size_t unit;
  };

  Status CheckUnits();
  Status CheckParents() const;
  Status CheckSuccessors() const;
  Status CheckCircles() const;
  Status IndexCodes();
  // The one unit that came after by renaming or merging; null when there is none.
  const v1::Unit* Successor(const v1::Unit& unit) const;
  const v1::Unit* Current(const v1::Unit* unit) const;
  const v1::Unit* Above(const v1::Unit& unit, Organisation organisation) const;

  std::vector<v1::Unit> units_;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::map<std::pair<std::string, std::string>, std::vector<CodeUse>> codes_;
};

}  // namespace helhet::model
