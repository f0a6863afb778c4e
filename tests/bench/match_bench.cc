// Invoices, orders and agreements stored and matched, and what one late order costs. See README.md.
//   match_bench [INVOICES]     default 100000; orders are six tenths of it, agreements a fiftieth
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/configuration/documents.h"
#include "core/match/match.h"
#include "core/measure/recompute.h"
#include "core/run/run.h"
#include "tests/bench/purchases.h"

namespace helhet::bench {
namespace {

constexpr char kMunicipality[] = "5037";
constexpr int kLateOrders = 21;

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "match_bench: %s\n", why.c_str());
  std::exit(1);
}

void Check(const Status& status) {
  if (!status.ok()) Fail(status.message());
}

model::v1::Measure Share(const std::string& id, const std::string& filter, model::v1::Aggregate aggregate) {
  model::v1::Measure measure;
  measure.set_measure_id(id);
  measure.set_title(id);
  measure.set_grain(model::v1::PERIOD_MONTH);
  measure.set_kind(model::v1::MEASURE_KIND_FLOW);
  measure.set_currency_code("NOK");
  for (const auto& [name, more] : {std::pair<std::string, std::string>("part", " AND " + filter), {"total", ""}}) {
    auto* term = measure.add_terms();
    term->set_name(name);
    term->set_facts("invoice");
    term->set_aggregate(aggregate);
    if (aggregate == model::v1::AGGREGATE_SUM) term->set_field("tax_exclusive_amount_minor");
    term->set_filter("population = purchase" + more);
  }
  measure.set_formula("100 * part / total");
  return measure;
}

// A municipality with its store, and the steps of the main flow over it, each timed.
class Bench {
 public:
  explicit Bench(const std::filesystem::path& folder) {
    auto database = store::OpenDatabase("sqlite:" + (folder / "match.db").string());
    Check(database.status());
    database_ = *std::move(database);
    connection_ = *database_->Connect();
    Check(store::Migrate(*connection_));
    store_ = std::make_unique<store::TenantStore>(*connection_, kMunicipality);
    State();
  }

  // Stores what the source holds; seconds.
  double Bring(Purchases& source) {
    const run::RunContext context{
        .database = *database_,
        .connect = [&](const model::v1::Connector&) -> Result<plugin::Connection*> { return &source; },
        .recompute = [](store::TenantStore&, const std::string&) -> Result<int64_t> { return 0; },
        .units = units_,
        .precedence = {},
        .holder = "bench",
        .now_us = [] { return int64_t{1'700'000'000'000'000}; }};
    run::RunRequest request;
    request.municipality_id = kMunicipality;
    request.connector.set_connector_id(source.name());
    request.connector.set_raw_retention_days(-1);
    const auto start = Clock::now();
    const auto record = run::RunOnce(context, request);
    Check(record.status());
    Check(record->problem);
    return Seconds(start);
  }
  match::MatchCounts Match() {
    const auto counts = match::MatchFacts(*store_);
    Check(counts.status());
    return *counts;
  }
  measure::Recomputed Recompute() {
    const auto recomputed = measure::Recompute(*store_, {1, "bench"});
    Check(recomputed.status());
    if (!recomputed->problems.empty()) Fail(recomputed->problems.front().message());
    return *recomputed;
  }
  int64_t Count(const std::string& what) {
    const auto row = store_->QueryOne("SELECT count(*) FROM " + what);
    Check(row.status());
    return store::AsInteger((*row)[0]);
  }

 private:
  void State() {
    const auto save = [&](const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
      Check(configuration::SaveDocument(*store_, kind, id, configuration::ToJson(message), "", 1).status());
    };
    for (int i = 0; i < Purchases::kUnits; ++i) {
      model::v1::Unit unit;
      unit.set_unit_id("u" + std::to_string(i));
      auto* code = unit.add_codes();
      code->set_scheme("buyer_reference");
      code->set_code(std::to_string(i));
      save("unit", unit.unit_id(), unit);
    }
    const std::string under = "agreement_status = by_reference OR agreement_status = by_item_group OR agreement_status = by_supplier";
    for (const auto aggregate : {model::v1::AGGREGATE_COUNT, model::v1::AGGREGATE_SUM}) {
      const std::string by = aggregate == model::v1::AGGREGATE_COUNT ? "-count" : "-amount";
      save("measure", "ecommerce" + by, Share("ecommerce" + by, "order_reference_status = verified", aggregate));
      save("measure", "agreement" + by, Share("agreement" + by, under, aggregate));
    }
    const auto units = configuration::LoadUnitTree(*store_);
    Check(units.status());
    units_ = *units;
  }

  std::unique_ptr<store::DatabaseFactory> database_;
  std::unique_ptr<store::Database> connection_;
  std::unique_ptr<store::TenantStore> store_;
  model::UnitTree units_;
};

void Report(const char* what, int64_t count, double seconds) {
  std::printf("%-44s %9lld  %8.1f s  %8.0f/s\n", what, static_cast<long long>(count), seconds, static_cast<double>(count) / seconds);
  std::fflush(stdout);
}

// Orders that come when all else is in place: each verifies one invoice, and so changes the cells of one unit and month.
void BringLateOrders(Bench& bench, int invoices) {
  std::vector<double> milliseconds;
  int64_t matched = 0, changed = 0, cells = 0;
  for (int i = 0; i < kLateOrders; ++i) {
    Purchases late = Purchases::LateOrder(i, invoices);
    const auto start = Clock::now();
    bench.Bring(late);
    const auto counts = bench.Match();
    const auto recomputed = bench.Recompute();
    milliseconds.push_back(1000 * Seconds(start));
    matched += counts.matched;
    changed += counts.changed;
    cells += recomputed.written;
  }
  // The order itself and the one invoice; of four measures the two of e-commerce.
  if (changed != 2 * kLateOrders) Fail("late orders changed " + std::to_string(changed) + " facts, not " + std::to_string(2 * kLateOrders));
  if (cells != 2 * kLateOrders) Fail("late orders changed " + std::to_string(cells) + " cells, not " + std::to_string(2 * kLateOrders));
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("one late order: %lld facts looked at, %lld changed, %lld cells written; median %.1f ms (%.1f-%.1f), run and figures included\n",
              static_cast<long long>(matched / kLateOrders), static_cast<long long>(changed / kLateOrders), static_cast<long long>(cells / kLateOrders),
              milliseconds[milliseconds.size() / 2], milliseconds.front(), milliseconds.back());
}

}  // namespace
}  // namespace helhet::bench

int main(int argc, char** argv) {
  using namespace helhet::bench;
  spdlog::set_level(spdlog::level::warn);
  const int invoices = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const auto folder = std::filesystem::temp_directory_path() / ("helhet-match-bench." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  {
    Bench bench(folder);
    Purchases sources[] = {Purchases::Invoices(invoices), Purchases::Orders(invoices * 6 / 10), Purchases::Agreements(invoices / 50)};
    double stored_seconds = 0;
    for (Purchases& source : sources) {
      const double seconds = bench.Bring(source);
      stored_seconds += seconds;
      Report(("stored " + source.name()).c_str(), source.size(), seconds);
    }
    const auto start = Clock::now();
    const auto counts = bench.Match();
    const double match_seconds = Seconds(start);
    Report("matched facts", counts.matched, match_seconds);
    const auto measuring = Clock::now();
    const auto recomputed = bench.Recompute();
    Report("cells computed", recomputed.examined, Seconds(measuring));
    const int64_t verified = bench.Count("fact_invoice WHERE municipality_id = $1 AND order_reference_status = 'verified'");
    if (verified != Purchases::VerifiedOf(invoices)) Fail("unequal invoices verified: " + std::to_string(verified) + ", not " + std::to_string(Purchases::VerifiedOf(invoices)));
    std::printf("matching / storing: %.2f\n", match_seconds / stored_seconds);
    BringLateOrders(bench, invoices);
  }
  std::filesystem::remove_all(folder);
  return 0;
}
