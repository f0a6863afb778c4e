#include "tests/bench/bare_limit.h"

#include "core/store/fact_tables.h"
#include "core/store/raw_payload.h"
#include "helhet/folder_source.h"
#include "invoice_reader.h"

namespace helhet::bench {
namespace {

// As the connector's batches: 1,000 records or 2 MiB.
constexpr size_t kBatchRecords = 1000;
constexpr size_t kBatchBytes = 2u << 20;

struct Batch {
  std::vector<store::Row> headers;
  store::FactRows rows;
  store::RawPayloads raw;
  size_t bytes = 0;
};

Status Commit(store::TenantStore& store, Batch& batch) {
  if (batch.headers.empty()) return OkStatus();
  const Status status = store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(batch.raw.Store(store));
    HELHET_RETURN_IF_ERROR(store.InsertRows(
        {"fact", {"fact_id", "connector_id", "stream", "natural_key", "business_key", "kind", "content_hash", "source_time_us", "locator",
                  "raw_sha256", "raw_payload_id", "raw_offset", "raw_length", "unit_codes", "flags", "run_id"}}, std::move(batch.headers)));
    for (auto& table : batch.rows.Take()) HELHET_RETURN_IF_ERROR(store.InsertRows(table.table, std::move(table.rows)));
    return OkStatus();
  });
  batch = Batch();
  return status;
}

}  // namespace

Status StoreBare(store::TenantStore& store, const std::filesystem::path& folder, bool keep_raw) {
  sdk::FolderSourceOptions options;
  options.folder = folder;
  HELHET_ASSIGN_OR_RETURN(auto source, sdk::FolderSource::Open(options));
  const ehf::ChargeWords words({}, {});
  Batch batch;
  int64_t fact_id = 0;
  while (auto document = source.Next()) {
    HELHET_ASSIGN_OR_RETURN(const auto reading, ehf::ReadInvoice(document->bytes, words));
    const std::string serialised = reading.fact.SerializeAsString();
    std::string sha256;
    store::RawPayload raw{0, "ehf", "application/xml", document->bytes.size(), 0};
    ++fact_id;
    if (keep_raw) {
      raw.payload_id = fact_id;
      sha256 = store::Sha256(document->bytes);
      batch.raw.Add(raw, 0, document->bytes);
    }
    batch.headers.push_back({fact_id, std::string("ehf"), std::string("invoices"), reading.key, reading.key, std::string("invoice"),
                             store::Bytes{store::Sha256(serialised)}, document->source_time_us, document->locator, store::Bytes{sha256},
                             raw.payload_id, int64_t{0}, static_cast<int64_t>(document->bytes.size()),
                             "buyer_reference=" + reading.fact.invoice().buyer_reference(), std::string(), std::string("bare")});
    batch.rows.Add(reading.fact, {fact_id, "a", store::MonthOf(reading.fact), true});
    batch.bytes += serialised.size() + document->bytes.size();
    if (batch.headers.size() >= kBatchRecords || batch.bytes >= kBatchBytes) HELHET_RETURN_IF_ERROR(Commit(store, batch));
  }
  return Commit(store, batch);
}

}  // namespace helhet::bench
