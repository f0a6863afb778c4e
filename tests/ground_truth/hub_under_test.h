// A hub's main flow with scripted connectors: real store, real runs, no child process.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/run/run.h"
#include "core/run/testing/scripted_connector.h"
#include "core/store/testing/test_database.h"
#include "tests/ground_truth/figures.h"
#include "tests/ground_truth/statement.h"

namespace helhet::truth {

// A step that fails is a failure of the test.
class HubUnderTest {
 public:
  explicit HubUnderTest(store::Backend backend) : database_(backend) {}

  // States what is stated, with the true measures, and brings facts and figures to it.
  void State(const Stated& stated);
  // One run of each connector that has something among the deliveries, in its own order.
  void Deliver(const std::vector<Delivery>& deliveries, size_t batch_records = 200);
  // Every connector read again from its beginning.
  void ReadAllAgain();
  // Every document again from what a hub has kept.
  void Replay(const std::vector<Document>& documents);

  Statement Documents();
  Statement Figures(const FiguresOf& which);
  // The terms of any measure, as Figures has those of the true ones.
  Statement Terms(const std::string& measure_id, const FiguresOf& which);
  // What a measure shows people, by measure and unit: two decimals, or `-` where nothing is measured.
  Statement Shown(const std::string& measure_id, const std::vector<std::string>& unit_ids, const std::string& period);
  store::TenantStore& store() { return store_; }

 private:
  void Run(const std::string& connector_id, bool full, const std::vector<plugin::v1::Record>* kept = nullptr);

  store::TestDatabase database_;
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, kMunicipality};
  std::map<std::string, run::ScriptedConnector> connectors_;
  std::map<std::string, model::v1::Connector> stated_connectors_;
  int64_t now_us_ = 1'700'000'000'000'000;
};

}  // namespace helhet::truth
