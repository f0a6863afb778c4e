// A table of figures, before it has a form.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/export.pb.h"
#include "helhet/status.h"

namespace helhet::exports {

// A cell. monostate is empty: not known, or not measured; never 0.
using Cell = std::variant<std::monostate, std::string, int64_t, double, bool>;

// Columns by name, lower_snake as in the API. A name means the same from one export to the next.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

// Rows of a table: 500 measures in 60 units over 12 months are 360,000.
inline constexpr size_t kMostRows = 500'000;

// The figures that the export states, as they are at `now_us`. Periods of measures are counted back from `time_us`, the time that the
// file is made for: one that is made up for holds those that it would have held. NOT_FOUND names a measure, benefit or unit that is gone;
// RESOURCE_EXHAUSTED when there are more than kMostRows; else as measure::AnswerSeries and benefit::GetBenefit.
Result<Table> MakeTable(store::TenantStore& store, const model::v1::Export& stated, int64_t time_us, int64_t now_us);

// The parts of MakeTable. core/export/README.md tells the columns.
Result<Table> MeasureTable(store::TenantStore& store, const model::v1::Export& stated, int64_t time_us, int64_t now_us);
Result<Table> BenefitTable(store::TenantStore& store, const model::v1::Export& stated, int64_t now_us);

// RESOURCE_EXHAUSTED once the table has more than kMostRows.
Status CheckRows(const Table& table, const std::string& export_id);

}  // namespace helhet::exports
