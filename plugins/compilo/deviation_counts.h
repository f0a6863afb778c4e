// Deviations counted for each unit, month and type. What is counted is gone with it: neither a word of a deviation nor its
// number leaves this class, not in what refuses an export either, for health and names stand in them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "helhet/plugin/v1/record.pb.h"
#include "helhet/status.h"

namespace helhet::compilo {

// Counts the deviations of one export. Not thread-safe.
class DeviationCounts {
 public:
  static constexpr const char* kStream = "deviations";

  // `system` names the source in the facts; `required` the columns that an export must have, for a person.
  DeviationCounts(std::string system, std::string required) : system_(std::move(system)), required_(std::move(required)) {}

  // Takes a record of kind statistic whose period_start is the day of the deviation and contents_code its type, or the
  // refusal of one; the second row of one deviation (key_repeated) does not count.
  void Take(const plugin::v1::Record& record);

  using Sink = std::function<Status(plugin::v1::Record)>;
  // Gives a record for each count, and one that says how many rows could not be counted. One alone, that says why, where
  // nothing could be read, and where a column of types or units holds so many or so long texts that it seems to be another:
  // type_is_text, unit_is_text. `locator` is the export's.
  Status Give(const std::string& locator, int64_t time_us, const Sink& sink) const;

  // The months that were counted, `2024M03`, of a count's natural key.
  static std::string MonthOf(const std::string& natural_key);

 private:
  struct Cell {
    std::string month;  // 2024-03
    std::string type;
    std::vector<std::pair<std::string, std::string>> unit_codes;  // scheme and code
    auto operator<=>(const Cell&) const = default;
  };

  Status CheckWords() const;
  plugin::v1::Record RecordOf(const Cell& cell, int64_t count) const;

  const std::string system_;
  const std::string required_;
  std::map<Cell, int64_t> counts_;
  std::map<std::string, int64_t> refused_;  // rows, by the code of why
  std::string places_;                      // of the first of them
};

}  // namespace helhet::compilo
