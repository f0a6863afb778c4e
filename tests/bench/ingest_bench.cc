// Invoices per second from a folder to committed facts and computed measures, beside the bare limit in the
// same run. See README.md.
//   ingest_bench [INVOICES…]     default 10000 100000
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/bench/bare_limit.h"
#include "tests/bench/invoice_folder.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/test_hub.h"

namespace helhet::bench {
namespace {

constexpr int kRounds = 3;

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "ingest_bench: %s\n", why.c_str());
  std::exit(1);
}

void Check(const Status& status) {
  if (!status.ok()) Fail(status.message());
}

// Rows at the sink: facts, lines, raw payloads.
struct Rows {
  int64_t facts = 0, lines = 0, raw = 0;
  bool operator==(const Rows&) const = default;
};

Rows Count(store::TenantStore& store) {
  Rows rows;
  for (const auto& [table, count] : {std::pair("fact_invoice", &rows.facts), std::pair("fact_invoice_line", &rows.lines), std::pair("raw_payload", &rows.raw)}) {
    const auto row = store.QueryOne(std::string("SELECT count(*) FROM ") + table + " WHERE municipality_id = $1");
    Check(row.status());
    *count = store::AsInteger((*row)[0]);
  }
  return rows;
}

struct Measured {
  double seconds;
  Rows rows;
};

std::unique_ptr<store::DatabaseFactory> NewStore(const std::filesystem::path& folder, const std::string& name) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(folder / (name + ".db" + suffix));
  auto database = store::OpenDatabase("sqlite:" + (folder / (name + ".db")).string());
  Check(database.status());
  Check(store::Migrate(**(*database)->Connect()));
  return *std::move(database);
}

double TimeBare(const std::filesystem::path& work, const std::filesystem::path& inbox, bool keep_raw) {
  const auto database = NewStore(work, "bare");
  const auto connection = *database->Connect();
  store::TenantStore store(*connection, testing::TestHub::kMunicipality);
  const auto start = Clock::now();
  Check(StoreBare(store, inbox, keep_raw));
  return Seconds(start);
}

// In a process of its own, so that the memory of the two can be told apart.
Measured RunBare(const std::filesystem::path& work, const std::filesystem::path& inbox, bool keep_raw) {
  const std::string command = std::filesystem::read_symlink("/proc/self/exe").string() + " --bare " + work.string() + " " + inbox.string() +
                              (keep_raw ? " raw" : " no-raw");
  FILE* pipe = popen(command.c_str(), "r");
  double seconds = 0;
  if (pipe == nullptr || std::fscanf(pipe, "%lf", &seconds) != 1 || pclose(pipe) != 0) Fail("the bare process failed");
  const auto database = store::OpenDatabase("sqlite:" + (work / "bare.db").string());
  const auto connection = *(*database)->Connect();
  store::TenantStore store(*connection, testing::TestHub::kMunicipality);
  return {seconds, Count(store)};
}

Measured RunHub(const std::filesystem::path& work, const std::filesystem::path& inbox, bool keep_raw) {
  const auto database = NewStore(work, "hub");
  auto hub = testing::TestHub::Start(*database, work / "run");
  Check(hub.status());
  Check((*hub)->StateOrganisation());
  Check((*hub)->Recover());
  model::v1::Connector connector;
  connector.set_connector_id("ehf");
  connector.set_plugin("ehf");
  connector.set_settings_json("{\"folder\": \"" + inbox.string() + "\"}");
  if (!keep_raw) connector.set_raw_retention_days(-1);
  ResetPeak();
  const auto start = Clock::now();
  const auto run = (*hub)->Run(connector);
  const double seconds = Seconds(start);
  Check(run.status());
  Check(run->problem);
  if (run->recomputed == 0) Fail("no figure was computed");
  return {seconds, Count((*hub)->store())};
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Pairs of hub and bare in turn; gives the hub's median seconds.
double Compare(const std::filesystem::path& work, int invoices, bool keep_raw) {
  const auto inbox = work / ("inbox-" + std::to_string(invoices));
  if (!std::filesystem::exists(inbox)) MakeInvoiceFolder(inbox, invoices);
  std::vector<double> hub_seconds, bare_seconds, ratios;
  for (int round = 0; round < kRounds; ++round) {
    const Measured bare = RunBare(work, inbox, keep_raw);
    const Measured hub = RunHub(work, inbox, keep_raw);
    if (hub.rows != bare.rows || hub.rows.facts != invoices) Fail("unequal rows at the sink: hub and bare have not done the same work");
    hub_seconds.push_back(hub.seconds);
    bare_seconds.push_back(bare.seconds);
    ratios.push_back(bare.seconds / hub.seconds);
  }
  std::printf("%8d  %-11s  hub %7.0f/s  bare %7.0f/s  hub/bare %.2f (%.2f-%.2f)  hub memory %4.0f MiB\n", invoices, keep_raw ? "with raw" : "without raw",
              invoices / Median(hub_seconds), invoices / Median(bare_seconds), Median(ratios), *std::min_element(ratios.begin(), ratios.end()),
              *std::max_element(ratios.begin(), ratios.end()), PeakMib());
  std::fflush(stdout);
  return Median(hub_seconds);
}

}  // namespace
}  // namespace helhet::bench

int main(int argc, char** argv) {
  using namespace helhet::bench;
  spdlog::set_level(spdlog::level::warn);
  if (argc == 5 && std::string(argv[1]) == "--bare") {
    std::printf("%.6f\n", TimeBare(argv[2], argv[3], std::string(argv[4]) == "raw"));
    return 0;
  }
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {10'000, 100'000};
  const auto work = TemporaryFolder("ingest");
  std::filesystem::create_directories(work / "run");
  std::vector<double> cost;
  for (const int size : sizes) {
    cost.push_back(Compare(work, size, true) / size);
    Compare(work, size, false);
  }
  if (sizes.size() > 1) std::printf("cost per invoice at %d / at %d: %.2f\n", sizes.back(), sizes.front(), cost.back() / cost.front());
  std::filesystem::remove_all(work);
  return 0;
}
