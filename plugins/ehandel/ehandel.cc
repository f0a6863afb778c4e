// E-commerce platforms by the documents that they exchange, from a folder and the zip files in it: orders and what
// became of them, order agreements, catalogues, punch-out carts, despatch and receipt advices. What breaks a rule is
// flagged; what is another document is refused by name; nothing is passed over in silence.
#include "document_reader.h"
#include "helhet/folder_connector.h"

namespace helhet::ehandel {
namespace {

struct StreamOfKind {
  const char* name;
  const char* kind;
};
constexpr StreamOfKind kStreams[] = {
    {kOrders, "order"}, {kOrderUpdates, "order_update"}, {kCatalogues, "catalogue"}, {kGoodsReceipts, "goods_receipt"},
};

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
  Status ReadDocument(sdk::FolderDocument document, const Sink& sink) override {
    // What is refused is nobody knows what; it waits among the orders, where a person will look for it.
    plugin::v1::Record record = sdk::StartRecord(kOrders, document, "application/xml");
    if (record.has_refusal()) return sink(std::move(record));
    Result<std::vector<Reading>> readings = ReadXmlDocument(record.raw());
    if (!readings.ok()) {
      if (readings.status().reason() == "not_xml") record.set_raw_media_type("application/octet-stream");
      sdk::Refuse(readings.status(), record);
      return sink(std::move(record));
    }
    for (Reading& reading : *readings) HELHET_RETURN_IF_ERROR(sink(RecordOf(record, std::move(reading))));
    return OkStatus();
  }

  std::string DayOf(const model::v1::Fact& fact) const override {
    using Kind = model::v1::Fact::KindCase;
    switch (fact.kind_case()) {
      case Kind::kOrder:
        return fact.order().issue_date();
      case Kind::kOrderUpdate:
        return fact.order_update().issue_date();
      case Kind::kCatalogue:
        return fact.catalogue().issue_date();
      case Kind::kGoodsReceipt:
        return fact.goods_receipt().receipt_date();
      default:
        return {};
    }
  }

 private:
  static plugin::v1::Record RecordOf(const plugin::v1::Record& started, Reading reading) {
    plugin::v1::Record record = started;
    record.set_stream(reading.stream);
    record.set_natural_key(std::move(reading.natural_key));
    record.set_business_key(std::move(reading.business_key));
    *record.mutable_fact() = std::move(reading.fact);
    return record;
  }
};

}  // namespace helhet::ehandel

HELHET_CONNECTOR(helhet::ehandel::Ehandel)
