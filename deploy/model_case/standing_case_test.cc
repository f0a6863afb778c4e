// The shipped measures of what stands, on the last day of 2024, against the generator's own table of agreements and the
// dates of the documents.
#include <algorithm>
#include <map>

#include "core/measure/recompute.h"
#include "core/model/calendar.h"
#include "framework_agreements.h"
#include "stored_case.h"

namespace helhet::model_case {
namespace {

using store::AsText;
using store::Row;

class StandingCase : public StoredCase {
 protected:
  static void SetUpTestSuite() {
    const Result<configuration::Resources> config = Make(1);
    ASSERT_TRUE(config.ok()) << config.status().message();
    for (const auto& connector : Of<model::v1::Connector>(*config, "5037")) {
      if (connector.connector_id() == "avtaler" || connector.connector_id() == "dokumenter") Bring(connector);
    }
    std::vector<model::v1::Measure> measures;
    for (const auto& measure : Of<model::v1::Measure>(*config, "5037")) {
      if (measure.terms(0).has_standing()) measures.push_back(measure);
    }
    Save(measures);
    const int64_t noon_us = (int64_t{*model::DaysBetween("1970-01-01", kDay)} * 24 + 12) * 3'600'000'000;
    const auto recomputed = measure::Recompute(*store_, {noon_us, "first"});
    ASSERT_TRUE(recomputed.ok()) << recomputed.status().message();
  }

  // Terms of all cells of a measure: `a 2024-12`.
  static std::map<std::string, std::string> Terms(const std::string& measure) {
    std::map<std::string, std::string> terms;
    for (const Row& row : Query("SELECT unit_id, period, terms FROM cell WHERE municipality_id = $1 AND measure_id = '" + measure + "'")) {
      terms[AsText(row[0]) + " " + AsText(row[1])] = AsText(row[2]);
    }
    return terms;
  }

  static constexpr char kDay[] = "2024-12-31";
};

TEST_F(StandingCase, AgreementsAreCountedInEachMonthAtWhoseEndTheyAreValid) {
  auto terms = Terms("gyldige-avtaler");
  const auto last = measure::CalendarPeriod::Parse("2024-12");
  for (auto month = *measure::CalendarPeriod::Parse("2021-01"); month <= *last; month = month.Next()) {
    const std::string day = month.LastDay();
    const auto valid = std::count_if(FrameworkAgreements().begin(), FrameworkAgreements().end(), [&](const FrameworkAgreement& agreement) {
      return agreement.valid_from <= day && (agreement.valid_to.empty() || agreement.valid_to >= day);
    });
    EXPECT_EQ(terms["levanger " + month.Text()], "[" + std::to_string(valid) + "]") << month.Text();
  }
}

TEST_F(StandingCase, DocumentsAreOverdueUndatedAndOldAsTheirDatesSay) {
  const std::map<std::string, std::string> unit_of = {{"1100", "a"}, {"1200", "b"}, {"1210", "b-1"}, {"1240", "b-4"}, {"1300", "c"}, {"1400", "d"}};
  struct Expected {
    int64_t all = 0, overdue = 0, undated = 0, dated = 0, days = 0;
  };
  std::map<std::string, Expected> units;
  for (const plugin::v1::Record& record : ReadConnector(top_ / "case", "5037", "dokumenter")) {
    const model::v1::ArchiveDocument& document = record.fact().archive_document();
    if (document.published_date() > kDay || (!document.withdrawn_date().empty() && document.withdrawn_date() < kDay)) continue;
    Expected& unit = units[unit_of.at(record.fact().unit_codes(0).code())];
    ++unit.all;
    if (document.revision_date().empty()) {
      ++unit.undated;
      continue;
    }
    ++unit.dated;
    unit.days += model::DaysBetween(document.revision_date(), kDay).value();
    unit.overdue += !document.next_revision_date().empty() && document.next_revision_date() < kDay;
  }
  EXPECT_EQ(units.size(), unit_of.size());
  for (const auto& [unit, expected] : units) {
    const std::string place = unit + " 2024-12";
    const auto list = [](int64_t first, int64_t second) { return "[" + std::to_string(first) + "," + std::to_string(second) + "]"; };
    EXPECT_EQ(Terms("andel-utdaterte-dokumenter")[place], list(expected.overdue, expected.all)) << unit;
    EXPECT_EQ(Terms("dokumenter-uten-revisjonsdato")[place], "[" + std::to_string(expected.undated) + "]") << unit;
    EXPECT_EQ(Terms("dokumentalder")[place], list(expected.days, expected.dated)) << unit;
  }
}

}  // namespace
}  // namespace helhet::model_case
