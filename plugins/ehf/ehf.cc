// EHF: invoices and credit notes from a folder or server and the zip files there. Reads EHF 3 and Peppol BIS Billing 3,
// EHF 2 and 1. What breaks a rule is flagged; what is no invoice is refused by name; nothing is passed over
// in silence.
#include "helhet/connector.h"
#include "helhet/document_source.h"
#include "invoice_reader.h"

namespace helhet::ehf {
namespace {

constexpr const char* kStream = "invoices";
constexpr uint64_t kMebibyte = 1u << 20;

struct EhfSettings {
  sdk::Settings place;  // where the documents lie
  uint64_t document_limit_bytes = 0;
  std::vector<std::string> invoice_fee_words;
  std::vector<std::string> freight_words;
};

void Refuse(const Status& status, plugin::v1::Record& record) {
  auto* refusal = record.mutable_refusal();
  refusal->set_code(status.reason());
  refusal->set_what(status.message());
  refusal->set_remedy(status.remedy());
  record.set_natural_key(record.locator());
  record.clear_business_key();
}

// The record of one document: an invoice, or a refusal that says why it is none.
plugin::v1::Record RecordOf(sdk::FolderDocument document, const ChargeWords& words) {
  plugin::v1::Record record;
  record.set_stream(kStream);
  record.set_locator(document.locator);
  record.set_source_time_us(document.source_time_us);
  if (!document.status.ok()) {
    Refuse(document.status, record);
    return record;
  }
  Result<InvoiceReading> reading = ReadInvoice(document.bytes, words);
  record.set_raw(std::move(document.bytes));
  const bool is_xml = reading.ok() || reading.status().reason() != "not_xml";
  record.set_raw_media_type(is_xml ? "application/xml" : "application/octet-stream");
  if (!reading.ok()) {
    Refuse(reading.status(), record);
    return record;
  }
  record.set_natural_key(reading->key);
  record.set_business_key(reading->key);
  *record.mutable_fact() = std::move(reading->fact);
  return record;
}

// Whether a backfill leaves the record out. A refused document has no date to be told by, so it comes along.
bool IsBefore(const plugin::v1::Record& record, const std::string& from_day) {
  return record.has_fact() && record.fact().invoice().issue_date() < from_day;
}

// Hands a record over. A document too large to go with its fact goes ahead in pieces, and the fact refers to it.
Status Deliver(plugin::v1::Record record, std::string checkpoint, sdk::Emitter& out) {
  if (record.ByteSizeLong() > limits::kRecordBytes) {
    HELHET_ASSIGN_OR_RETURN(*record.mutable_source(), out.AddSource(record.raw(), record.raw_media_type()));
    record.clear_raw();
  }
  if (record.ByteSizeLong() > limits::kRecordBytes) {
    Refuse(InvalidArgument("the fact in the document is more than " + std::to_string(limits::kRecordBytes) + " bytes")
               .WithReason("too_large")
               .WithRemedy("take it out of the folder, and enter it by hand"),
           record);
  }
  return out.Add(std::move(record), std::move(checkpoint));
}

}  // namespace

class Ehf : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_RETURN_IF_ERROR(sdk::DocumentSource::CheckSettings(settings));
    settings_.place = settings;
    const int64_t limit_mib = settings.Integer("max_document_mib", limits::kDocumentBytes / kMebibyte);
    if (limit_mib < 1 || static_cast<uint64_t>(limit_mib) > limits::kDocumentBytes / kMebibyte) {
      return InvalidArgument("settings.max_document_mib: must be from 1 to 30, but is " + std::to_string(limit_mib))
          .WithReason("setting_out_of_range")
          .WithSetting("settings.max_document_mib")
          .WithRemedy("state a number from 1 to 30, or leave it out")
          .WithClass(ErrorClass::kConfiguration);
    }
    settings_.document_limit_bytes = static_cast<uint64_t>(limit_mib) * kMebibyte;
    settings_.invoice_fee_words = settings.Texts("invoice_fee_words");
    settings_.freight_words = settings.Texts("freight_words");
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    HELHET_ASSIGN_OR_RETURN(const sdk::DocumentSource source, Open("", host));
    return sdk::DocumentSource::PlaceOf(settings_.place) + ": " + std::to_string(source.files_in_all()) + " filer";
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    plugin::v1::DiscoverResponse response;
    auto* stream = response.add_streams();
    stream->set_name(kStream);
    stream->set_kind("invoice");
    stream->set_incremental(true);
    return response;
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    const ChargeWords words(settings_.invoice_fee_words, settings_.freight_words);
    // A place of files cannot tell dates: a backfill goes through all of it, and leaves the checkpoint where it was.
    const std::string& from_day = start.backfill_from();
    const bool backfill = !from_day.empty();
    HELHET_ASSIGN_OR_RETURN(sdk::DocumentSource source, Open(start.full() || backfill ? "" : start.checkpoint(), host));
    int documents = 0;
    while (true) {
      HELHET_ASSIGN_OR_RETURN(std::optional<sdk::FolderDocument> document, source.Next());
      if (!document) break;
      if (documents++ % kDocumentsPerSign == 0) HELHET_RETURN_IF_ERROR(Report(source, document->locator, host));
      std::string checkpoint = backfill ? start.checkpoint() : std::move(document->checkpoint);
      plugin::v1::Record record = RecordOf(*std::move(document), words);
      if (IsBefore(record, from_day)) continue;
      HELHET_RETURN_IF_ERROR(Deliver(std::move(record), std::move(checkpoint), out));
    }
    if (backfill) return OkStatus();
    // Files without a document move the place too; an unchanged folder is to leave no trace.
    if (source.checkpoint() != start.checkpoint()) out.Checkpoint(source.checkpoint());
    return OkStatus();
  }

  Status Replay(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    const ChargeWords words(settings_.invoice_fee_words, settings_.freight_words);
    for (const auto& kept : start.replay()) {
      sdk::FolderDocument document;
      document.locator = kept.locator();
      document.bytes = kept.raw();
      document.source_time_us = kept.source_time_us();
      HELHET_RETURN_IF_ERROR(out.Add(RecordOf(std::move(document), words), start.checkpoint()));
    }
    return OkStatus();
  }

 private:
  // A sign of life often enough for a hub that waits seconds, seldom enough to cost nothing.
  static constexpr int kDocumentsPerSign = 500;

  Result<sdk::DocumentSource> Open(const std::string& checkpoint, const sdk::Host& host) const {
    return sdk::DocumentSource::Open(
        settings_.place, {.checkpoint = checkpoint, .document_limit_bytes = settings_.document_limit_bytes}, host);
  }

  static Status Report(const sdk::DocumentSource& source, const std::string& locator, sdk::Host& host) {
    return host.Progress("leser " + locator, static_cast<int64_t>(source.files_read()),
                         static_cast<int64_t>(source.files_to_read()));
  }

  EhfSettings settings_;
};

}  // namespace helhet::ehf

HELHET_CONNECTOR(helhet::ehf::Ehf)
