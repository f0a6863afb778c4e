// Stepping: record i is always the same record, and the checkpoint is the number of records before it. Five
// records make a batch, so that a short read passes every fault point many times.
#include "helhet/connector.h"

namespace helhet::stepping {

constexpr int64_t kRecordsPerBatch = 5;

class Stepping : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    records_ = settings.Integer("records", 60);
    return OkStatus();
  }
  Result<std::string> Check(sdk::Host&) override { return std::string("stepping"); }
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return plugin::v1::DiscoverResponse(); }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    const int64_t from = start.full() || start.checkpoint().empty() ? 0 : std::stoll(start.checkpoint());
    for (int64_t i = from; i < records_; ++i) {
      plugin::v1::Record record = MakeRecord(i);
      if (i % 10 == 9) {  // its bytes are part of a larger object
        HELHET_ASSIGN_OR_RETURN(*record.mutable_source(), out.AddSource("object " + std::to_string(i / 10), "text/plain"));
        record.clear_raw();
      }
      HELHET_RETURN_IF_ERROR(out.Add(std::move(record), std::to_string(i + 1)));
      if ((i + 1) % kRecordsPerBatch == 0) HELHET_RETURN_IF_ERROR(out.Flush());
    }
    return OkStatus();
  }

 private:
  static plugin::v1::Record MakeRecord(int64_t i) {
    plugin::v1::Record record;
    record.set_stream("invoices");
    record.set_locator("step " + std::to_string(i));
    record.set_source_time_us(i);
    record.set_raw("raw " + std::to_string(i));
    record.set_raw_media_type("text/plain");
    if (i % 7 == 3) {
      record.set_natural_key(record.locator());
      record.mutable_refusal()->set_code("on_purpose");
      record.mutable_refusal()->set_what(record.locator() + ": refused on purpose");
      return record;
    }
    // Every eleventh record is a new version of an earlier one, every thirteenth deletes one.
    const int64_t number = i % 11 == 10 ? i - 4 : i % 13 == 12 ? i - 6 : i;
    record.set_natural_key("invoice/" + std::to_string(number));
    record.set_business_key(record.natural_key());
    if (i % 13 == 12) {
      record.mutable_deletion();
      return record;
    }
    auto* code = record.mutable_fact()->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code(i % 17 == 5 ? "unknown" : std::to_string(i % 4 + 1) + "00");
    auto* invoice = record.mutable_fact()->mutable_invoice();
    invoice->set_type(model::v1::INVOICE_TYPE_INVOICE);
    invoice->set_number(std::to_string(number));
    invoice->set_issue_date("2023-0" + std::to_string(i % 9 + 1) + "-15");
    invoice->set_currency_code("NOK");
    invoice->set_order_reference_status(i % 3 == 0 ? model::v1::ORDER_REFERENCE_STATUS_CLAIMED : model::v1::ORDER_REFERENCE_STATUS_NONE);
    invoice->set_tax_exclusive_amount_minor(100 * i + 7);
    for (int64_t line = 0; line <= i % 3; ++line) invoice->add_lines()->set_net_amount_minor(i + line);
    return record;
  }

  int64_t records_ = 0;
};

}  // namespace helhet::stepping

HELHET_CONNECTOR(helhet::stepping::Stepping)
