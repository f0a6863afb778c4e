// Hello: a whole connector. It delivers one statistic for a region, once; a later read finds nothing new.
// Start from here for a connector of your own.
#include "helhet/connector.h"

namespace helhet::hello {

class Hello : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(region_, settings.Text("region"));
    value_ = settings.Integer("value", 42);
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host&) override { return std::string("hello, region " + region_); }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{"figures", "statistic"}});
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    const std::string day = "2024-01-01";
    const bool backfill = !start.backfill_from().empty();
    if (backfill && day < start.backfill_from()) return OkStatus();
    if (!start.full() && !backfill && start.checkpoint() == "done") return OkStatus();
    plugin::v1::Record record;
    record.set_stream("figures");
    record.set_natural_key("hello/" + region_);
    record.set_raw(std::to_string(value_));
    auto* statistic = record.mutable_fact()->mutable_statistic();
    statistic->set_provider("hello");
    statistic->set_region_code(region_);
    statistic->set_period("2024");
    statistic->set_period_start(day);
    statistic->set_statistic_kind(model::v1::STATISTIC_KIND_HISTORY);
    statistic->set_value_micros(value_ * 1000000);
    return out.Add(std::move(record), "done");
  }

 private:
  std::string region_;
  int64_t value_ = 0;
};

}  // namespace helhet::hello

HELHET_CONNECTOR(helhet::hello::Hello)
