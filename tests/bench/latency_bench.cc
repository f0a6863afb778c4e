// One changed invoice among many, to a figure that can be read: from the record leaving a warm child, and from the
// file lying in a folder; beside them what starting a child and listing the folder take. See README.md.
//   latency_bench [INVOICES]     default 100000
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "core/configuration/documents.h"
#include "core/measure/series.h"
#include "helhet/folder_source.h"
#include "tests/bench/invoice_folder.h"
#include "tests/support/test_hub.h"

namespace helhet::bench {
namespace {

constexpr int kRounds = 21;

using Clock = std::chrono::steady_clock;

double Milliseconds(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "latency_bench: %s\n", why.c_str());
  std::exit(1);
}

void Check(const Status& status) {
  if (!status.ok()) Fail(status.message());
}

void Print(const char* what, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::printf("%-46s median %7.1f ms  (%.1f-%.1f)\n", what, values[values.size() / 2], values.front(), values.back());
}

model::v1::Connector Instance(const std::string& plugin, const std::string& settings_json) {
  model::v1::Connector connector;
  connector.set_connector_id(plugin);
  connector.set_plugin(plugin);
  connector.set_settings_json(settings_json);
  return connector;
}

// A hub on a store of its own.
struct Hub {
  Hub(const std::filesystem::path& work, const std::string& name) {
    std::filesystem::create_directories(work / name);
    database = *store::OpenDatabase("sqlite:" + (work / (name + ".db")).string());
    Check(store::Migrate(**database->Connect()));
    auto started = testing::TestHub::Start(*database, work / name, {HELHET_TEST_PLUGINS_DIR});
    Check(started.status());
    hub = *std::move(started);
    Check(hub->StateOrganisation());
    Check(hub->Recover());
    units.emplace(*configuration::LoadUnitTree(hub->store()));
  }

  run::Counters Run(const model::v1::Connector& connector) {
    const auto run = hub->Run(connector);
    Check(run.status());
    Check(run->problem);
    return run->counters;
  }
  // The total behind the share of unit a in January: where invoice 0 belongs.
  int64_t Total() {
    const auto series = measure::ReadSeries(hub->store(), *units, {"share-amount", {"a"}, {"2023-01"}});
    Check(series.status());
    return static_cast<int64_t>(series->figures.front().observation.terms(1).value());
  }
  // The time that the source, here the child itself, gave the record of the invoice that was changed last.
  int64_t LeftUs() {
    const auto row = hub->store().QueryOne("SELECT max(source_time_us) FROM fact WHERE municipality_id = $1 AND natural_key = 'invoice/0'");
    Check(row.status());
    return store::AsInteger((*row)[0]);
  }

  std::unique_ptr<store::DatabaseFactory> database;
  std::unique_ptr<testing::TestHub> hub;
  std::optional<model::UnitTree> units;
};

// What `change` does must be one changed record, and move the figure.
template <typename Change>
void CheckedChange(Hub& hub, Change change) {
  const int64_t before = hub.Total();
  const run::Counters counters = change();
  if (counters.changed != 1 || hub.Total() == before) Fail("the change did not reach the figure: changed " + std::to_string(counters.changed));
}

void FromChild(const std::filesystem::path& work, int invoices) {
  Hub hub(work, "child");
  const auto connector = Instance("clock", "{\"invoices\": " + std::to_string(invoices) + "}");
  if (hub.Run(connector).inserted != invoices) Fail("not every invoice was stored");
  std::vector<double> readable, spawn;
  for (int round = 0; round < kRounds; ++round) {
    int64_t seen_us = 0;
    CheckedChange(hub, [&] {
      const auto counters = hub.Run(connector);
      hub.Total();
      seen_us = testing::NowUs();
      return counters;
    });
    readable.push_back(static_cast<double>(seen_us - hub.LeftUs()) / 1000);
    const auto starting = Clock::now();
    Check(hub.hub->supervisor().StartNew({testing::TestHub::kMunicipality, "new", "clock", "", "{}", {}}).status());
    spawn.push_back(Milliseconds(starting));
  }
  Print("record leaves a warm child to figure read", readable);
  Print("starting a child, to settings taken", spawn);
}

void FromFolder(const std::filesystem::path& work, int invoices) {
  MakeInvoiceFolder(work / "inbox", invoices);
  Hub hub(work, "folder");
  const auto connector = Instance("ehf", "{\"folder\": \"" + (work / "inbox").string() + "\"}");
  hub.Run(connector);
  std::vector<double> changed, nothing, scan;
  for (int round = 0; round < kRounds; ++round) {
    CheckedChange(hub, [&] {
      std::ofstream(work / "new.tmp") << InvoiceText(0, 10'000 + 4 * round);
      std::filesystem::rename(work / "new.tmp", work / "inbox/0/faktura-0.xml");
      const auto start = Clock::now();
      const auto counters = hub.Run(connector);
      hub.Total();
      changed.push_back(Milliseconds(start));
      return counters;
    });
    const auto idle = Clock::now();
    hub.Run(connector);
    nothing.push_back(Milliseconds(idle));
    const auto scanning = Clock::now();
    sdk::FolderSourceOptions options;
    options.folder = work / "inbox";
    Check(sdk::FolderSource::Open(options).status());
    scan.push_back(Milliseconds(scanning));
  }
  Print("file in place to figure read, warm child", changed);
  Print("a run that finds nothing new, warm child", nothing);
  Print("of which: listing the folder", scan);
}

}  // namespace
}  // namespace helhet::bench

int main(int argc, char** argv) {
  using namespace helhet::bench;
  spdlog::set_level(spdlog::level::warn);
  const int invoices = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const auto work = TemporaryFolder("latency");
  std::printf("one changed invoice among %d\n", invoices);
  FromChild(work, invoices);
  FromFolder(work, invoices);
  std::filesystem::remove_all(work);
  return 0;
}
