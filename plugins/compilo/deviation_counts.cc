#include "deviation_counts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/values/refusal.h"

namespace helhet::compilo {
namespace {

// What a type or a unit may be: systems have some tens of types, a municipality some hundreds of units. A column of
// descriptions or names has other sizes, and must not become a heading.
constexpr size_t kWordBytes = 80, kTypes = 200, kUnits = 5000;
// Of the rows that could not be counted, how many are named.
constexpr int64_t kPlaces = 5;
constexpr int64_t kOneMicros = 1'000'000;

// The place within the export, `row 17`, `record 17`; empty for the export itself, and for a place told by a key.
std::string PlaceWithin(const std::string& locator) {
  const size_t at = std::max(locator.rfind(", row ") + 1, locator.rfind(", record ") + 1);
  return at == 0 ? "" : locator.substr(at + 1);
}

}  // namespace

void DeviationCounts::Take(const plugin::v1::Record& record) {
  if (record.has_fact()) {
    Cell cell{record.fact().statistic().period_start().substr(0, 7), record.fact().statistic().contents_code(), {}};
    for (const auto& code : record.fact().unit_codes()) cell.unit_codes.emplace_back(code.scheme(), code.code());
    ++counts_[std::move(cell)];
    return;
  }
  if (record.refusal().code() == "key_repeated") return;
  int64_t refused = 0;
  for (const auto& [code, rows] : refused_) refused += rows;
  const std::string place = PlaceWithin(record.locator());
  if (refused < kPlaces && !place.empty()) places_ += (places_.empty() ? "" : ", ") + place;
  ++refused_[record.refusal().code()];
}

Status DeviationCounts::CheckWords() const {
  std::set<std::string> types, units;
  size_t longest_type = 0, longest_unit = 0;
  for (const auto& [cell, count] : counts_) {
    types.insert(cell.type);
    longest_type = std::max(longest_type, cell.type.size());
    for (const auto& [scheme, code] : cell.unit_codes) {
      units.insert(code);
      longest_unit = std::max(longest_unit, code.size());
    }
  }
  const auto too = [](const std::string& word, size_t different, size_t longest) {
    return std::to_string(different) + " different " + word + ", the longest of " + std::to_string(longest) +
           " bytes: the column seems to hold something else";
  };
  if (types.size() > kTypes || longest_type > kWordBytes) {
    return sdk::Refused("type_is_text", too("types", types.size(), longest_type), "map contents_code to the column of types, or to none");
  }
  if (units.size() > kUnits || longest_unit > kWordBytes) {
    return sdk::Refused("unit_is_text", too("units", units.size(), longest_unit), "map unit_codes to the column of units");
  }
  return OkStatus();
}

plugin::v1::Record DeviationCounts::RecordOf(const Cell& cell, int64_t count) const {
  plugin::v1::Record record;
  record.set_stream(kStream);
  model::v1::Statistic& statistic = *record.mutable_fact()->mutable_statistic();
  statistic.set_provider(system_);
  statistic.set_series(kStream);
  statistic.set_contents_code(cell.type);
  statistic.set_period(cell.month.substr(0, 4) + "M" + cell.month.substr(5));
  statistic.set_period_start(cell.month + "-01");
  statistic.set_statistic_kind(model::v1::STATISTIC_KIND_HISTORY);
  statistic.set_value_micros(count * kOneMicros);
  statistic.set_measurement_unit("avvik");
  std::string variables;
  for (const auto& [scheme, code] : cell.unit_codes) {
    auto* unit_code = record.mutable_fact()->add_unit_codes();
    unit_code->set_scheme(scheme);
    unit_code->set_code(code);
    variables += (variables.empty() ? "" : ";") + scheme + "=" + code;
  }
  statistic.set_variable_codes(variables);
  record.set_natural_key(sdk::BusinessKey(record.fact()));
  record.set_business_key(record.natural_key());
  return record;
}

Status DeviationCounts::Give(const std::string& locator, int64_t time_us, const Sink& sink) const {
  const auto refuse = [&](const std::string& place, const Status& status) {
    plugin::v1::Record record;
    record.set_stream(kStream);
    record.set_locator(place);
    record.set_source_time_us(time_us);
    sdk::Refuse(status, record);
    return sink(std::move(record));
  };
  if (const Status words = CheckWords(); !words.ok()) return refuse(locator, Status(words).Annotate(locator));
  std::string why;
  int64_t refused = 0;
  for (const auto& [code, rows] : refused_) {
    why += (why.empty() ? "" : ", ") + code;
    refused += rows;
  }
  if (counts_.empty() && refused > 0) {
    const std::string what = locator + ": cannot be read (" + why + "); it must have the columns " + required_;
    return refuse(locator, sdk::Refused(refused_.begin()->first.c_str(), what,
                                        "export again with these columns, or state in settings.fields and settings.key what they are called"));
  }
  for (const auto& [cell, count] : counts_) {
    plugin::v1::Record record = RecordOf(cell, count);
    record.set_locator(locator + ", " + cell.month);
    record.set_source_time_us(time_us);
    HELHET_RETURN_IF_ERROR(sink(std::move(record)));
  }
  if (refused == 0) return OkStatus();
  return refuse(locator + ", not counted",
                sdk::Refused("deviations_not_counted", locator + ": " + std::to_string(refused) + " rows could not be counted (" + why + ")" +
                                                           (places_.empty() ? "" : ", among them " + places_),
                             "correct day and number of these deviations in the source, and export again"));
}

std::string DeviationCounts::MonthOf(const std::string& natural_key) { return natural_key.substr(natural_key.rfind('/') + 1); }

}  // namespace helhet::compilo
