#include "export_reader.h"

#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/limits.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

// Fills a piece as far as the file reaches: readers may give less than is asked for.
Status Fill(sdk::DocumentReader& reader, std::string& piece) {
  piece.resize(limits::kChunkBytes);
  size_t filled = 0;
  while (filled < piece.size()) {
    HELHET_ASSIGN_OR_RETURN(const size_t got, reader.Read(piece.data() + filled, piece.size() - filled));
    if (got == 0) break;
    filled += got;
  }
  piece.resize(filled);
  return OkStatus();
}

bool IsKnownVersion(std::string_view version) {
  for (const std::string_view known : {"1.0", "1.00", "1.10", "1.20", "1.30"}) {
    if (version == known) return true;
  }
  return false;
}

}  // namespace

Status ExportReader::Read(const Export& files) {
  HELHET_RETURN_IF_ERROR(ReadOnce(files));
  if (came_late_) HELHET_RETURN_IF_ERROR(ReadOnce(files));
  if (!files.missing_parts.empty()) {
    FlagExport("export_incomplete", "", "parts of the export are not in the folder: " + files.missing_parts);
  }
  if (master_files_.is_full()) FlagExport("master_files_too_large", "MasterFiles", "has more entries than are held; some suppliers and accounts are not known");
  if (keys_.is_full()) FlagExport("too_many_transactions", "GeneralLedgerEntries", "has more transactions than are told apart; repeated numbers may not be seen");
  CompareTotals(files);
  return Finish();
}

Status ExportReader::ReadOnce(const Export& files) {
  keys_ = {};
  business_keys_ = {};
  totals_ = {};
  stated_.clear();
  flags_.clear();
  has_transactions_ = came_late_ = false;
  is_whole_ = true;
  for (const sdk::FolderDocument& document : files.files) HELHET_RETURN_IF_ERROR(ReadFile(document));
  return OkStatus();
}

Status ExportReader::ReadFile(const sdk::FolderDocument& document) {
  document_ = &document;
  header_ = {};
  file_totals_ = {};
  file_transactions_ = 0;
  const size_t stated_before = stated_.size();
  Status status = OpenKept(*document.reader);
  if (status.ok()) status = FeedFile(document);
  totals_.Add(file_totals_);
  if (stated_.size() > stated_before) stated_.back().second = file_totals_;
  if (status.ok()) return OkStatus();
  is_whole_ = false;
  if (!hub_status_.ok()) return hub_status_;
  if (status.code() == StatusCode::kCancelled) return status;
  if (status.code() != StatusCode::kAborted) return RefuseFile(status);
  host_.Log(HELHET_LOG_WARNING, status.message());
  return OkStatus();
}

// Leaves the file at its first byte. One that cannot be read to its end is read as far as it goes, and not kept.
Status ExportReader::OpenKept(sdk::DocumentReader& reader) {
  kept_.reset();
  if (!options_.keep_raw) return reader.Rewind();
  Result<KeptSource> kept = KeptSource::Open(reader, host_);
  if (kept.ok()) {
    kept_ = *std::move(kept);
    return OkStatus();
  }
  const bool ends_here = kept.status().code() == StatusCode::kCancelled || kept.status().code() == StatusCode::kAborted;
  return ends_here ? kept.status() : reader.Rewind();
}

Status ExportReader::FeedFile(const sdk::FolderDocument& document) {
  AuditFileReader reader(*this);
  Status status;
  std::string piece;
  uint64_t next_sign = 0, read_bytes = 0;
  do {
    HELHET_RETURN_IF_ERROR(Fill(*document.reader, piece));
    // Ahead of the postings in it: they refer to it.
    if (kept_ && !piece.empty()) HELHET_RETURN_IF_ERROR(hub_status_ = kept_->Send(piece, out_));
    if (status.ok()) status = reader.Feed(piece, piece.size() < limits::kChunkBytes);
    // The rest of a file that breaks off is kept with what its postings refer to.
    const bool goes_on = status.ok() || (kept_ && file_transactions_ > 0 && hub_status_.ok());
    if (!goes_on) return status;
    read_bytes += piece.size();
    if (read_bytes < next_sign) continue;
    next_sign = read_bytes + kBytesPerSign;
    HELHET_RETURN_IF_ERROR(hub_status_ = host_.Progress("leser " + document.locator, static_cast<int64_t>(read_bytes),
                                                        static_cast<int64_t>(document.reader->size_bytes())));
  } while (piece.size() == limits::kChunkBytes);
  return status;
}

// One refusal for the rest of a file: what was read before the place stands. A file of which nothing was read goes along
// with it, unless it is too large.
Status ExportReader::RefuseFile(const Status& status) {
  plugin::v1::Record record;
  record.set_stream(kStream);
  record.set_locator(document_->locator);
  record.set_source_time_us(document_->source_time_us);
  const bool is_named = status.message().starts_with(document_->locator);
  std::string what = is_named ? status.message() : document_->locator + ": " + status.message();
  if (file_transactions_ > 0) {
    what += "; the " + std::to_string(file_transactions_) + " transactions before it were read";
  } else if (options_.keep_raw && document_->reader->size_bytes() <= limits::kDocumentBytes && document_->reader->Rewind().ok()) {
    std::string piece;
    while (Fill(*document_->reader, piece).ok() && !piece.empty()) record.mutable_raw()->append(piece);
    record.set_raw_media_type(status.reason() == "not_xml" ? "application/octet-stream" : "application/xml");
  }
  sdk::Refuse(Status(status.code(), what).WithReason(status.reason()).WithRemedy(status.remedy()), record);
  return out_.Add(std::move(record), options_.checkpoint);
}

void ExportReader::Visit(const Header& header) {
  header_ = header;
  if (!IsKnownVersion(header.version)) {
    FlagExport("version_unknown", "Header/AuditFileVersion", "'" + header.version.substr(0, 20) + "' is none of 1.0, 1.10, 1.20 and 1.30");
  }
}

void ExportReader::Visit(const DimensionValue& value) {
  const bool is_news = master_files_.Add(value);
  Learn(is_news);
  if (!is_news || !options_.posting.dimensions.MeaningOf(value.type, master_files_).empty()) return;
  host_.Log(HELHET_LOG_WARNING, "dimension_unmapped type=" + value.type + " description=" + value.type_description +
                                    " remedy=state_it_in_settings.dimensions");
}

Status ExportReader::Visit(const Transaction& transaction) {
  has_transactions_ = true;
  ++file_transactions_;
  plugin::v1::Record record = StartRecord(transaction);
  Result<Posting> posting = ReadPosting(transaction, header_, master_files_, options_.posting);
  if (!posting.ok()) {
    file_totals_.AddUnreadable();
    sdk::Refuse(posting.status(), record);
    // Whoever looks at a refusal is shown the whole file, which must not be larger than a document.
    if (document_->reader->size_bytes() > limits::kDocumentBytes) record.clear_source();
    return hub_status_ = out_.Add(std::move(record), options_.checkpoint);
  }
  file_totals_.Add(posting->debit_minor, posting->credit_minor);
  Identify(transaction, *posting, record);
  if (posting->fact.ledger_entry().posting_date() < options_.from_day) return OkStatus();
  *record.mutable_fact() = std::move(posting->fact);
  return hub_status_ = HandOver(std::move(record));
}

plugin::v1::Record ExportReader::StartRecord(const Transaction& transaction) const {
  plugin::v1::Record record;
  record.set_stream(kStream);
  record.set_locator(document_->locator + ", transaction " + std::to_string(file_transactions_));
  record.set_source_time_us(document_->source_time_us);
  if (kept_) *record.mutable_source() = kept_->Reference(transaction.begin, transaction.end);
  return record;
}

// Gives the record its keys. Some ledgers begin their numbers again each period, against the schema: nothing of that
// may be lost, so a number that comes again is told from the first by a count.
void ExportReader::Identify(const Transaction& transaction, Posting& posting, plugin::v1::Record& record) {
  const uint32_t count = keys_.Count(posting.key);
  const auto flag = [&](const char* rule, const std::string& what) {
    auto* added = posting.fact.add_flags();
    added->set_rule(rule);
    added->set_where("TransactionID");
    added->set_what(what);
  };
  record.set_natural_key(count == 1 ? posting.key : posting.key + "/" + std::to_string(count));
  if (count > 1) flag("transaction_id_repeated", NameOf(transaction) + " comes for the " + std::to_string(count) + ". time in its journal and year");
  std::string business_key = sdk::BusinessKey(posting.fact);
  if (business_keys_.Count(business_key) == 1) {
    record.set_business_key(std::move(business_key));
  } else if (count == 1) {
    flag("voucher_number_repeated", NameOf(transaction) + " comes in another journal on the same day, so it is one with nothing in other systems");
  }
}

Status ExportReader::HandOver(plugin::v1::Record record) {
  Status status;
  if (last_) status = out_.Add(*std::move(last_), options_.checkpoint);
  last_ = std::move(record);
  return status;
}

void ExportReader::FlagExport(const char* rule, const std::string& where, const std::string& what) {
  model::v1::Flag flag;
  flag.set_rule(rule);
  flag.set_where(where);
  flag.set_what(what);
  flags_.push_back(std::move(flag));
  host_.Log(HELHET_LOG_WARNING, std::string(rule) + " file=" + document_->locator + " " + what);
}

// A split export may state its totals for each part, or in each for the whole.
void ExportReader::CompareTotals(const Export& files) {
  if (!is_whole_) return;
  for (const auto& [stated, file] : stated_) {
    const std::string differences = file.Differences(stated);
    if (differences.empty()) continue;
    const bool is_split = files.files.size() > 1 || !files.missing_parts.empty();
    if (is_split && (!files.missing_parts.empty() || totals_.Differences(stated).empty())) continue;
    FlagExport("control_totals_differ", "GeneralLedgerEntries", differences);
  }
}

Status ExportReader::Finish() {
  if (!last_) return OkStatus();
  for (model::v1::Flag& flag : flags_) *last_->mutable_fact()->add_flags() = std::move(flag);
  return out_.Add(*std::exchange(last_, std::nullopt), options_.checkpoint);
}

}  // namespace helhet::saft
