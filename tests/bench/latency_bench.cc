// One changed invoice among many: from the moment it lies in the folder to a figure that can be read, with a
// warm child. See README.md.
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

void Check(const Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "latency_bench: %s\n", status.message().c_str());
  std::exit(1);
}

void Print(const char* what, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::printf("%-46s median %7.1f ms  (%.1f-%.1f)\n", what, values[values.size() / 2], values.front(), values.back());
}

double ReadFigure(testing::TestHub& hub, const model::UnitTree& units) {
  const auto series = measure::ReadSeries(hub.store(), units, {"share-amount", {"a"}, {"2023-01"}});
  Check(series.status());
  return static_cast<double>(series->figures.front().observation.terms(1).value());  // the total
}

}  // namespace
}  // namespace helhet::bench

int main(int argc, char** argv) {
  using namespace helhet;
  using namespace helhet::bench;
  spdlog::set_level(spdlog::level::warn);
  const int invoices = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const auto work = TemporaryFolder("latency");
  std::filesystem::create_directories(work / "run");
  MakeInvoiceFolder(work / "inbox", invoices);
  const auto database = *store::OpenDatabase("sqlite:" + (work / "hub.db").string());
  Check(store::Migrate(**database->Connect()));
  auto hub = testing::TestHub::Start(*database, work / "run");
  Check(hub.status());
  Check((*hub)->StateOrganisation());
  Check((*hub)->Recover());
  model::v1::Connector connector;
  connector.set_connector_id("ehf");
  connector.set_plugin("ehf");
  connector.set_settings_json("{\"folder\": \"" + (work / "inbox").string() + "\"}");
  Check((*hub)->Run(connector)->problem);
  const auto units = *configuration::LoadUnitTree((*hub)->store());

  std::vector<double> changed, nothing, scan;
  for (int round = 0; round < kRounds; ++round) {
    // Invoice 0 is of unit a in January: a new amount moves the total behind the share.
    const double before = ReadFigure(**hub, units);
    std::ofstream(work / "new.tmp") << InvoiceText(0, 10'000 + 4 * round);
    std::filesystem::rename(work / "new.tmp", work / "inbox/0/faktura-0.xml");
    const auto start = Clock::now();
    const auto run = (*hub)->Run(connector);
    Check(run.status());
    Check(run->problem);
    const double after = ReadFigure(**hub, units);
    changed.push_back(Milliseconds(start));
    if (run->counters.changed != 1 || after == before) {
      std::fprintf(stderr, "latency_bench: the change did not reach the figure: round %d, read %lld, changed %lld, %.6f to %.6f\n", round,
                   static_cast<long long>(run->counters.read), static_cast<long long>(run->counters.changed), before, after);
      return 1;
    }
    const auto idle = Clock::now();
    Check((*hub)->Run(connector)->problem);
    nothing.push_back(Milliseconds(idle));
    const auto scanning = Clock::now();
    sdk::FolderSourceOptions options;
    options.folder = work / "inbox";
    options.checkpoint = "";
    Check(sdk::FolderSource::Open(options).status());
    scan.push_back(Milliseconds(scanning));
  }
  std::printf("one changed invoice among %d\n", invoices);
  Print("file in place to figure read, warm child", changed);
  Print("a run that finds nothing new, warm child", nothing);
  Print("of which: listing the folder", scan);
  std::filesystem::remove_all(work);
  return 0;
}
