// Megabytes per second of processor time that the saft connector reads of one large file, beside the bare XML parser on the same file in the
// same run, and the connector's highest memory. See README.md.
//   saft_bench          HELHET_SAFT_BENCH_MIB=1024 for a gigabyte; 64 when not stated
#include <expat.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "helhet/connector.h"
#include "tests/bench/invoice_folder.h"
#include "tests/bench/ledger_file.h"
#include "tests/bench/peak_memory.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::bench {
namespace {

constexpr int kRounds = 3;

// Processor time of this process: both sides have one thread and a file in the page cache, and a machine that does other
// work beside them would tell nothing by the clock on the wall.
double ProcessorSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "saft_bench: %s\n", why.c_str());
  std::exit(1);
}

// The parser alone, with handlers that do nothing.
double TimeParser(const std::filesystem::path& path) {
  const double start = ProcessorSeconds();
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetElementHandler(parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
  std::ifstream file(path, std::ios::binary);
  std::vector<char> piece(1 << 20);
  bool is_last = false;
  while (!is_last) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    is_last = file.gcount() < static_cast<std::streamsize>(piece.size());
    if (XML_Parse(parser, piece.data(), static_cast<int>(file.gcount()), is_last) != XML_STATUS_OK) Fail("the file is not well-formed");
  }
  XML_ParserFree(parser);
  return ProcessorSeconds() - start;
}

// Takes batches and keeps the last alone: what a connector holds is what is measured.
struct Sink {
  std::string last_batch;
  std::string problem;
};

helhet_host TableOf(Sink& sink) {
  helhet_host table{};
  table.struct_size = sizeof(table);
  table.abi_major = HELHET_ABI_MAJOR;
  table.abi_minor = HELHET_ABI_MINOR;
  table.self = &sink;
  table.emit = [](void* self, helhet_bytes message) -> helhet_status {
    static_cast<Sink*>(self)->last_batch.assign(reinterpret_cast<const char*>(message.data), message.size);
    return HELHET_OK;
  };
  table.progress = [](void*, helhet_bytes) -> helhet_status { return HELHET_OK; };
  table.problem = [](void* self, helhet_bytes message) { static_cast<Sink*>(self)->problem.assign(reinterpret_cast<const char*>(message.data), message.size); };
  table.log = [](void*, int32_t, helhet_bytes) {};
  table.cancelled = [](void*) -> int32_t { return 0; };
  return table;
}

helhet_bytes Bytes(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

// One read of the folder. The last record must be the last transaction, and nothing flagged: control totals agree.
double TimeConnector(const std::filesystem::path& folder, bool keep_raw, int64_t transactions) {
  Sink sink;
  const helhet_host table = TableOf(sink);
  const helhet_plugin* plugin = helhet_plugin_entry();
  void* saft = plugin->create(&table);
  plugin::v1::ConfigureRequest configure;
  configure.set_settings_json("{\"folder\": \"" + folder.string() + "\", \"keep_raw\": " + (keep_raw ? "true" : "false") + "}");
  if (plugin->configure(saft, Bytes(configure.SerializeAsString())) != HELHET_OK) Fail("the connector takes no settings: " + sink.problem);
  const double start = ProcessorSeconds();
  if (plugin->read(saft, Bytes("")) != HELHET_OK) Fail("the connector did not read: " + sink.problem);
  const double seconds = ProcessorSeconds() - start;
  plugin->destroy(saft);
  plugin::v1::Batch batch;
  if (!batch.ParseFromString(sink.last_batch) || batch.records().empty()) Fail("the last batch has no records");
  const auto& last = batch.records(batch.records_size() - 1);
  if (!last.locator().ends_with(", transaction " + std::to_string(transactions))) Fail("the last record is " + last.locator());
  if (last.fact().flags_size() > 0) Fail("the last record is flagged: " + last.fact().flags(0).what());
  return seconds;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Compare(const std::filesystem::path& folder, const std::filesystem::path& path, bool keep_raw, int64_t transactions) {
  const double mib = static_cast<double>(std::filesystem::file_size(path)) / (1 << 20);
  std::vector<double> parser_seconds, connector_seconds, ratios;
  double peak_mib = 0;
  for (int round = 0; round < kRounds; ++round) {
    parser_seconds.push_back(TimeParser(path));
    ResetPeak();
    connector_seconds.push_back(TimeConnector(folder, keep_raw, transactions));
    peak_mib = std::max(peak_mib, PeakMib());
    ratios.push_back(parser_seconds.back() / connector_seconds.back());
  }
  std::printf("%5.0f MiB  %8lld transactions  %-11s  connector %4.0f MiB/s  parser %4.0f MiB/s  connector/parser %.2f (%.2f-%.2f)  memory %3.0f MiB\n", mib,
              static_cast<long long>(transactions), keep_raw ? "with raw" : "without raw", mib / Median(connector_seconds), mib / Median(parser_seconds),
              Median(ratios), *std::min_element(ratios.begin(), ratios.end()), *std::max_element(ratios.begin(), ratios.end()), peak_mib);
  std::fflush(stdout);
}

}  // namespace
}  // namespace helhet::bench

int main() {
  using namespace helhet::bench;
  const char* stated = std::getenv("HELHET_SAFT_BENCH_MIB");
  const uint64_t mib = stated == nullptr ? 64 : std::strtoull(stated, nullptr, 10);
  if (mib == 0) Fail("HELHET_SAFT_BENCH_MIB: state a number of MiB");
  const auto folder = TemporaryFolder("saft");
  const auto path = folder / "ledger.xml";
  const int64_t transactions = WriteLedgerFile(path, mib << 20);
  Compare(folder, path, true, transactions);
  Compare(folder, path, false, transactions);
  std::filesystem::remove_all(folder);
  return 0;
}
