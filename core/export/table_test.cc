#include "core/export/table.h"

#include <algorithm>
#include <cmath>

#include "core/benefit/testing/benefit_store_test.h"

namespace helhet::exports {
namespace {

using benefit::kInvoices;
using benefit::kNowUs;
using benefit::Parsed;

class ExportTable : public benefit::BenefitStoreTest {
 protected:
  Result<Table> Make(const std::string& stated) { return MakeTable(store_, Parsed<model::v1::Export>("export_id: 'e' " + stated), kNowUs, kNowUs); }

  // Cells of named columns, row by row, as text.
  static std::vector<std::string> Told(const Table& table, const std::vector<std::string>& columns) {
    std::vector<std::string> told;
    for (const auto& row : table.rows) {
      std::string line;
      for (const std::string& column : columns) {
        const Cell& cell = row.at(std::find(table.columns.begin(), table.columns.end(), column) - table.columns.begin());
        line += line.empty() ? "" : " ";
        if (std::holds_alternative<double>(cell)) line += std::to_string(std::llround(std::get<double>(cell)));
        if (std::holds_alternative<int64_t>(cell)) line += std::to_string(std::get<int64_t>(cell));
        if (std::holds_alternative<std::string>(cell)) line += std::get<std::string>(cell);
        if (std::holds_alternative<bool>(cell)) line += std::get<bool>(cell) ? "yes" : "no";
        if (std::holds_alternative<std::monostate>(cell)) line += "-";
      }
      told.push_back(line);
    }
    return told;
  }
};

using Lines = std::vector<std::string>;

TEST_P(ExportTable, HasARowForEachUnitAndPeriodAndNothingForWhatWasNotMeasured) {
  Define(kInvoices);
  AddInvoices("a", "2025-11-03", 3);
  AddInvoices("b", "2026-01-02", 2);
  Recompute();
  const auto table = Make("content: EXPORT_CONTENT_MEASURES periods: 3");
  ASSERT_TRUE(table.ok()) << table.status().message();
  EXPECT_EQ(Told(*table, {"measure_id", "unit_id", "period", "value", "status", "is_example"}),
            (Lines{"fakturaer a 2025-11 3 measured no", "fakturaer a 2025-12 - not_measured no", "fakturaer a 2026-01 - not_measured no",
                   "fakturaer b 2025-11 - not_measured no", "fakturaer b 2025-12 - not_measured no", "fakturaer b 2026-01 2 measured no",
                   "fakturaer topp 2025-11 3 measured no", "fakturaer topp 2025-12 - not_measured no", "fakturaer topp 2026-01 2 measured no"}));
}

TEST_P(ExportTable, TakesTheUnitsMeasuresAndPeriodsThatAreStated) {
  Define(kInvoices);
  AddInvoices("a", "2025-11-03", 3);
  AddInvoices("a", "2025-12-03", 4);
  AddInvoices("b", "2026-01-02", 2);
  Recompute();
  const auto table = Make("content: EXPORT_CONTENT_MEASURES measure_ids: 'fakturaer' unit_ids: 'a' grain: PERIOD_QUARTER periods: 2");
  ASSERT_TRUE(table.ok()) << table.status().message();
  EXPECT_EQ(Told(*table, {"unit_id", "unit", "period", "value"}), (Lines{"a Enhet a 2025-Q4 7", "a Enhet a 2026-Q1 -"}));
}

TEST_P(ExportTable, HoldsABenefitsPlanAndActualBesideEachOther) {
  Define(kInvoices);
  AddInvoices("a", "2024-12-03", 10);
  AddInvoices("a", "2025-12-03", 7);
  Recompute();
  SaveBenefit("benefit_id: 'faerre' title: 'Færre fakturaer' a3_id: 'ark' measure_ids: 'fakturaer' baseline { period: '2024-12' } plan { period: '2025-12' expected_value: 6 }");
  const auto table = Make("content: EXPORT_CONTENT_BENEFITS");
  ASSERT_TRUE(table.ok()) << table.status().message();
  const auto told = Told(*table, {"benefit_id", "unit_id", "is_whole", "period", "reference_value", "planned_value", "value", "planned_effect", "actual", "approved_actual", "status"});
  // 10 invoices in the baseline's December; 6 were planned, 4 fewer; 7 came, 3 fewer. Nobody has approved it.
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front(), "faerre topp yes 2025-12 10 6 7 4 3 - measured");
}

TEST_P(ExportTable, MarksMadeUpFiguresInEveryRow) {
  Save("municipality", "5037", Parsed<model::v1::Municipality>("municipality_id: '5037' name: 'Levanger' is_example: true"));
  Define(kInvoices);
  AddInvoices("a", "2026-01-02");
  Recompute();
  const auto table = Make("content: EXPORT_CONTENT_MEASURES unit_ids: 'a' periods: 1");
  ASSERT_TRUE(table.ok()) << table.status().message();
  EXPECT_EQ(Told(*table, {"value", "is_example"}), Lines{"1 yes"});
}

TEST_P(ExportTable, NamesAMeasureThatIsGone) {
  const auto table = Make("content: EXPORT_CONTENT_MEASURES measure_ids: 'borte'");
  EXPECT_EQ(table.status().code(), StatusCode::kNotFound);
  EXPECT_NE(table.status().message().find("'borte'"), std::string::npos) << table.status().message();
}

INSTANTIATE_TEST_SUITE_P(Stores, ExportTable, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::exports
