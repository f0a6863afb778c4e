#include "service_fixture.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {

Status ServiceTest::Read(const std::string& tables, const std::string& checkpoint, const std::string& backfill_from) {
  testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
  HELHET_RETURN_IF_ERROR(connector.Configure(R"({"base_url":")" + server_.url() + R"(","tables":)" + tables + "}"));
  plugin::v1::ReadStart start;
  start.set_checkpoint(checkpoint);
  start.set_backfill_from(backfill_from);
  host_.ForgetBatches();
  return connector.Read(start);
}

std::map<std::string, std::string> ServiceTest::Figures() const {
  std::map<std::string, std::string> figures;
  for (const auto& record : host_.Records()) {
    const auto& statistic = record.fact().statistic();
    figures[record.natural_key()] = record.has_refusal() ? record.refusal().code()
                                    : statistic.has_value_micros()
                                        ? std::to_string(statistic.value_micros()) + statistic.status_symbol()
                                        : statistic.status_symbol();
  }
  return figures;
}

std::map<std::string, std::string> ServiceTest::Facts() const {
  std::map<std::string, std::string> facts;
  for (const auto& record : host_.Records()) {
    EXPECT_TRUE(facts.emplace(record.natural_key(), record.fact().DebugString()).second)
        << "twice: " << record.natural_key();
  }
  return facts;
}

plugin::v1::Record ServiceTest::Find(const std::string& end_of_key) const {
  for (const auto& record : host_.Records()) {
    const std::string& key = record.natural_key();
    if (key.size() >= end_of_key.size() &&
        key.compare(key.size() - end_of_key.size(), end_of_key.size(), end_of_key) == 0)
      return record;
  }
  ADD_FAILURE() << "no record " << end_of_key;
  return {};
}

std::vector<std::string> ServiceTest::DataRequests() {
  std::vector<std::string> requests;
  for (std::string& request : server_.Control()) {
    if (request.find("/data?") != std::string::npos) requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace helhet::ssb
