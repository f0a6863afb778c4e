// Clock: what a record's way from the child to a figure costs, with no source before it.
#include "helhet/connector.h"

namespace helhet::bench {

class Clock : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    invoices_ = settings.Integer("invoices", 1);
    return OkStatus();
  }
  Result<std::string> Check(sdk::Host&) override { return std::string("clock"); }
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return plugin::v1::DiscoverResponse(); }

  // The checkpoint is the number of the read.
  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    const int64_t round = start.checkpoint().empty() ? 0 : std::stoll(start.checkpoint());
    const std::string after = std::to_string(round + 1);
    for (int64_t i = 0; i < (round == 0 ? invoices_ : 1); ++i) {
      HELHET_RETURN_IF_ERROR(out.Add(Invoice(i, 10'000 + round, host.now_us()), after));
    }
    return OkStatus();
  }

 private:
  static plugin::v1::Record Invoice(int64_t number, int64_t amount_minor, int64_t left_us) {
    plugin::v1::Record record;
    record.set_stream("invoices");
    record.set_natural_key("invoice/" + std::to_string(number));
    record.set_business_key(record.natural_key());
    record.set_locator(record.natural_key());
    record.set_source_time_us(left_us);
    auto* code = record.mutable_fact()->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code(std::to_string(number % 4 + 1) + "00");
    auto* invoice = record.mutable_fact()->mutable_invoice();
    invoice->set_type(model::v1::INVOICE_TYPE_INVOICE);
    invoice->set_number(std::to_string(number));
    invoice->set_issue_date(number % 12 < 9 ? "2023-0" + std::to_string(number % 12 + 1) + "-15" : "2023-" + std::to_string(number % 12 + 1) + "-15");
    invoice->set_currency_code("NOK");
    invoice->set_order_reference_status(model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
    invoice->set_tax_exclusive_amount_minor(amount_minor);
    for (int line = 0; line < 3; ++line) invoice->add_lines()->set_net_amount_minor(amount_minor / 3);
    return record;
  }

  int64_t invoices_ = 0;
};

}  // namespace helhet::bench

HELHET_CONNECTOR(helhet::bench::Clock)
