// EHF: invoices and credit notes from a folder or server and the zip files there. Reads EHF 3 and Peppol BIS Billing 3,
// EHF 2 and 1. What breaks a rule is flagged; what is no invoice is refused by name; nothing is passed over
// in silence.
#include "helhet/folder_connector.h"
#include "invoice_reader.h"

namespace helhet::ehf {

constexpr const char* kStream = "invoices";

class Ehf : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "invoice"}});
  }

 protected:
  Status ConfigureReader(const sdk::Settings& settings) override {
    words_.emplace(settings.Texts("invoice_fee_words"), settings.Texts("freight_words"));
    return OkStatus();
  }

  // The record of one document: an invoice, or a refusal that says why it is none.
  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override {
    plugin::v1::Record record = sdk::StartRecord(kStream, document, "application/xml");
    if (record.has_refusal()) return sink(std::move(record));
    Result<InvoiceReading> reading = ReadInvoice(record.raw(), *words_);
    if (!reading.ok()) {
      if (reading.status().reason() == "not_xml") record.set_raw_media_type("application/octet-stream");
      sdk::Refuse(reading.status(), record);
      return sink(std::move(record));
    }
    record.set_natural_key(reading->key);
    record.set_business_key(reading->key);
    *record.mutable_fact() = std::move(reading->fact);
    return sink(std::move(record));
  }

 private:
  std::optional<ChargeWords> words_;
};

}  // namespace helhet::ehf

HELHET_CONNECTOR(helhet::ehf::Ehf)
