// E-commerce platforms by the documents that they exchange: orders and what became of them, order agreements,
// catalogues, punch-out carts, despatch and receipt advices, and the platform's own tables. What breaks a rule is
// flagged; what is another document is refused by name; nothing is passed over in silence.
#include <optional>

#include "document_reader.h"
#include "helhet/folder_connector.h"
#include "helhet/values/refusal.h"
#include "tables.h"

namespace helhet::ehandel {
namespace {

struct StreamOfKind {
  const char* name;
  const char* kind;
};
constexpr StreamOfKind kStreams[] = {{kOrders, "order"},
                                     {kOrderUpdates, "order_update"},
                                     {kCatalogues, "catalogue"},
                                     {kGoodsReceipts, "goods_receipt"},
                                     {kUsers, "statistic"}};

// The record with what was read.
plugin::v1::Record Filled(plugin::v1::Record record, Reading reading) {
  record.set_natural_key(std::move(reading.natural_key));
  record.set_business_key(std::move(reading.business_key));
  *record.mutable_fact() = std::move(reading.fact);
  return record;
}

}  // namespace

class Ehandel : public sdk::FolderConnector {
 public:
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    plugin::v1::DiscoverResponse response;
    for (const StreamOfKind& known : kStreams) {
      auto* stream = response.add_streams();
      stream->set_name(known.name);
      stream->set_kind(known.kind);
      stream->set_incremental(true);
    }
    return response;
  }

 protected:
  Status ConfigureReader(const sdk::Settings&) override {
    HELHET_ASSIGN_OR_RETURN(Tables tables, Tables::Make());
    tables_.emplace(std::move(tables));
    return OkStatus();
  }

  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override {
    if (!document.status.ok()) return sink(sdk::StartRecord(kOrders, document, ""));
    DocumentReading reading = ReadXmlDocument(document.bytes);
    if (reading.status.reason() == "not_xml") return ReadTable(std::move(document), sink);
    plugin::v1::Record record = sdk::StartRecord(reading.stream, document, "application/xml");
    if (!reading.status.ok()) {
      sdk::Refuse(reading.status, record);
      return sink(std::move(record));
    }
    for (size_t i = 0; i + 1 < reading.readings.size(); ++i) {
      HELHET_RETURN_IF_ERROR(sink(Filled(record, std::move(reading.readings[i]))));
    }
    return sink(Filled(std::move(record), std::move(reading.readings.back())));
  }

  // Rows say not of which table they are; their stream does.
  Status ReadKept(const std::string& stream, sdk::FolderDocument document, const Sink& sink) override {
    const sdk::TableRecords* table = tables_->OfStream(stream);
    if (table != nullptr && sdk::TableRecords::IsKeptRows(document.bytes)) return table->Read(std::move(document), sink);
    return ReadDocument(std::move(document), sink);
  }

 private:
  Status ReadTable(sdk::FolderDocument document, const Sink& sink) const {
    if (const sdk::TableRecords* table = tables_->Find(document.bytes)) return table->Read(std::move(document), sink);
    plugin::v1::Record record = sdk::StartRecord(kOrders, document, "application/octet-stream");
    sdk::Refuse(sdk::Refused("not_e_commerce", "neither an XML document nor a table " + Tables::Names(),
                             "keep only the documents that the connector reads, and zip files of them, in the folder"),
                record);
    return sink(std::move(record));
  }

  std::optional<Tables> tables_;
};

}  // namespace helhet::ehandel

HELHET_CONNECTOR(helhet::ehandel::Ehandel)
