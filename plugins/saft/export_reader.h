// Reads one export, of one file or several, and hands over its postings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit_file_reader.h"
#include "control_totals.h"
#include "export_parts.h"
#include "helhet/connector.h"
#include "kept_source.h"
#include "master_files.h"
#include "posting.h"
#include "transaction_keys.h"

namespace helhet::saft {

inline constexpr const char* kStream = "ledger";

struct ExportOptions {
  PostingSettings posting;
  // Keep the files with the hub.
  bool keep_raw = true;
  // Postings before this day are left out; empty for none.
  std::string from_day;
  // The checkpoint of all records: where a later read begins until the export is read.
  std::string checkpoint;
};

// One export. A posting is handed over as it comes, all but the last, which waits for what is only known at the end:
// flags of the export as a whole stand on it.
//
// Postings may come before the master files they name: where that happens the export is read a second time, and the
// hub takes the later of two records with one key.
class ExportReader : private AuditFileVisitor {
 public:
  ExportReader(const ExportOptions& options, sdk::Emitter& out, sdk::Host& host) : options_(options), out_(out), host_(host) {}

  // Errors are of the hub alone (CANCELLED). What is wrong with a file is a refusal among the records, and what was
  // read before it stands. A file that changes while it is read is left for the next read.
  Status Read(const Export& files);

 private:
  Status ReadOnce(const Export& files);
  Status ReadFile(const sdk::FolderDocument& document);
  Status OpenKept(sdk::DocumentReader& reader);
  Status FeedFile(const sdk::FolderDocument& document);
  Status RefuseFile(const Status& status);
  void CompareTotals(const Export& files);

  void Visit(const Header& header) override;
  void Visit(const Account& account) override { Learn(master_files_.Add(account)); }
  void Visit(const Supplier& supplier) override { Learn(master_files_.Add(supplier)); }
  void Visit(const DimensionValue& value) override;
  Status Visit(const Transaction& transaction) override;
  void Visit(const StatedTotals& totals) override { stated_.emplace_back(totals, ControlTotals()); }

  void Learn(bool is_news) { came_late_ = came_late_ || (is_news && has_transactions_); }
  void Identify(const Transaction& transaction, Posting& posting, plugin::v1::Record& record);
  plugin::v1::Record StartRecord(const Transaction& transaction) const;
  Status HandOver(plugin::v1::Record record);
  void FlagExport(const char* rule, const std::string& where, const std::string& what);
  Status Finish();

  const ExportOptions& options_;
  sdk::Emitter& out_;
  sdk::Host& host_;

  // Of the export.
  MasterFiles master_files_;
  TransactionKeys keys_;
  TransactionKeys business_keys_;
  ControlTotals totals_;
  std::vector<std::pair<StatedTotals, ControlTotals>> stated_;  // of each file: what it states, what was read
  std::vector<model::v1::Flag> flags_;
  bool has_transactions_ = false;
  bool came_late_ = false;     // something of the master files, after transactions
  bool is_whole_ = true;       // every file was read to its end
  std::optional<plugin::v1::Record> last_;

  // Of the file under way.
  const sdk::FolderDocument* document_ = nullptr;
  std::optional<KeptSource> kept_;  // none where files are not kept, or cannot be read to their end
  Header header_;
  ControlTotals file_totals_;
  int64_t file_transactions_ = 0;
  Status hub_status_;  // why the hub takes no more
};

}  // namespace helhet::saft
