// KOSTRA: the accounting extract that municipalities send to Statistics Norway, from a folder or server: what each
// function spent on each art, one figure per combination. What breaks a control is flagged; a line that is no record is refused by number.
#include <charconv>

#include "extract.h"
#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/values/refusal.h"

namespace helhet::kostra {
namespace {

constexpr const char* kStream = "figures";
constexpr std::string_view kLineMark = ", line ";

// `2019-10-01` for the fourth quarter; a balance is of a day, the last.
std::string PeriodStart(const ExtractLine& line) {
  constexpr const char* kFirstDays[] = {"-01-01", "-04-01", "-07-01", "-10-01"};
  constexpr const char* kLastDays[] = {"-03-31", "-06-30", "-09-30", "-12-31"};
  const int quarter = line.quarter == ' ' ? 0 : line.quarter - '0';
  if (IsBalance(*line.form)) return line.year + kLastDays[quarter == 0 ? 3 : quarter - 1];
  return line.year + kFirstDays[quarter == 0 ? 0 : quarter - 1];
}

// The variables in the order of their names.
std::string VariableCodes(const ExtractLine& line) {
  const bool is_balance = IsBalance(*line.form);
  std::string codes;
  const auto add = [&](const char* name, const std::string& code) {
    if (!code.empty()) codes += (codes.empty() ? "" : ";") + std::string(name) + "=" + code;
  };
  if (!is_balance) add("art", line.art);
  add("foretaksnr", line.enterprise_number);
  if (!is_balance) add("funksjon", line.function);
  if (is_balance) add("kapittel", line.function);
  if (line.account_class != ' ') add("kontoklasse", std::string(1, line.account_class));
  add("orgnr", line.organisation_number);
  if (is_balance) add("sektor", line.art);
  return codes;
}

void AddUnitCode(const char* scheme, const std::string& code, model::v1::Fact& fact) {
  if (code.empty()) return;
  auto* added = fact.add_unit_codes();
  added->set_scheme(scheme);
  added->set_code(code);
}

model::v1::Fact FactOf(const Cell& cell) {
  constexpr int64_t kMicrosOfThousand = 1'000'000'000;
  const ExtractLine& line = cell.line;
  model::v1::Fact fact;
  model::v1::Statistic& statistic = *fact.mutable_statistic();
  statistic.set_provider("kostra_extract");
  statistic.set_table_id(std::string(line.form->code));
  statistic.set_table_title(std::string(line.form->title));
  statistic.set_contents_code("belop");
  statistic.set_region_code(line.region);
  statistic.set_period(line.Period());
  statistic.set_period_start(PeriodStart(line));
  statistic.set_variable_codes(VariableCodes(line));
  statistic.set_statistic_kind(model::v1::STATISTIC_KIND_HISTORY);
  int64_t micros = 0;
  if (__builtin_mul_overflow(line.thousands, kMicrosOfThousand, &micros)) {
    auto* flag = fact.add_flags();
    flag->set_rule("amount_out_of_range");
    flag->set_what(std::to_string(line.thousands) + " thousand kroner is larger than any figure can be, and is left out");
  } else {
    statistic.set_value_micros(micros);
  }
  statistic.set_measurement_unit("kr");
  // A church council or an enterprise is a unit of its own, before the municipality around it.
  AddUnitCode("organisation_number", line.organisation_number, fact);
  AddUnitCode("organisation_number", line.enterprise_number, fact);
  if (!line.region.ends_with("00")) AddUnitCode("district", line.region, fact);
  AddUnitCode("municipality_code", line.region.substr(0, 4), fact);
  for (const auto& flag : cell.flags) *fact.add_flags() = flag;
  return fact;
}

// The line that a replayed record begins with; 0 for a whole file.
size_t LineNumberOf(std::string_view locator) {
  const size_t at = locator.rfind(kLineMark);
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = locator.substr(at + kLineMark.size());
  size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

}  // namespace

class Kostra : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "statistic"}});
  }

 protected:
  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override {
    plugin::v1::Record whole = sdk::StartRecord(kStream, document, "text/plain");
    if (whole.has_refusal()) return sink(std::move(whole));
    const size_t part_from = LineNumberOf(whole.locator());
    if (part_from == 0 && !IsExtract(whole.raw())) {
      sdk::Refuse(sdk::Refused("not_a_kostra_extract", "no line has 48 characters and begins with the code of a form, 0A to 0Y",
                               "take the file out of the folder, or make the extract again in the accounting system"),
                  whole);
      return sink(std::move(whole));
    }
    Extract extract = ReadExtract(whole.raw(), part_from == 0 ? 1 : part_from);
    // A replayed line is no whole account.
    if (part_from == 0) CheckBalances(extract);
    return GiveAll(extract, whole, sink);
  }

  std::string DayOf(const model::v1::Fact& fact) const override { return fact.statistic().period_start(); }

 private:
  static Status GiveAll(const Extract& extract, const plugin::v1::Record& whole, const Sink& sink) {
    const std::string file = whole.locator().substr(0, LineNumberOf(whole.locator()) == 0 ? std::string::npos : whole.locator().rfind(kLineMark));
    const auto start = [&](size_t line_number, const std::string& raw) {
      plugin::v1::Record record;
      record.set_stream(kStream);
      record.set_locator(file + std::string(kLineMark) + std::to_string(line_number));
      record.set_source_time_us(whole.source_time_us());
      record.set_raw(raw);
      record.set_raw_media_type("text/plain");
      return record;
    };
    for (const RefusedLine& line : extract.refused) {
      plugin::v1::Record record = start(line.line_number, line.raw);
      sdk::Refuse(line.status, record);
      HELHET_RETURN_IF_ERROR(sink(std::move(record)));
    }
    for (const Cell& cell : extract.cells) {
      plugin::v1::Record record = start(cell.line_numbers.front(), cell.raw);
      *record.mutable_fact() = FactOf(cell);
      record.set_natural_key(sdk::BusinessKey(record.fact()));
      record.set_business_key(record.natural_key());
      HELHET_RETURN_IF_ERROR(sink(std::move(record)));
    }
    return OkStatus();
  }
};

}  // namespace helhet::kostra

HELHET_CONNECTOR(helhet::kostra::Kostra)
