// A hub that answers for Levanger, for tests of services that read what is stored.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/api/testing/all_services.h"

namespace helhet::api {

class LevangerTest : public testing::Test {
 protected:
  LevangerTest() { hub_.ApplyLevanger(); }
  std::unique_ptr<grpc::ClientContext> Context() { return ContextWith(hub_.administrator); }
  // A request about Levanger.
  template <typename Request>
  static Request About() {
    Request request;
    request.set_municipality_id("5037");
    return request;
  }
  void RunWith(const std::vector<plugin::v1::Record>& records) {
    hub_.connector.records = records;
    EXPECT_EQ(hub_.Run().run().state(), v1::RUN_STATE_SUCCEEDED);
  }

  AllServices hub_;
};

}  // namespace helhet::api
