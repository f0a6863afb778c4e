// For tests: the connector against the test server of tests/ssb_server, in a process of its own.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "tests/ssb_server/test_server.h"

namespace helhet::ssb {

class ServiceTest : public ::testing::Test {
 protected:
  // Configures a connector with these tables, JSON, and reads from `checkpoint`.
  Status Read(const std::string& tables, const std::string& checkpoint = "", const std::string& backfill_from = "");
  // The facts of the last read as `key -> figure`, a missing one as its symbol; a refusal as its code.
  std::map<std::string, std::string> Figures() const;
  // The facts whole, by key, as the store would compare them: without where they were found.
  std::map<std::string, std::string> Facts() const;
  // The record whose key ends so; fails the test when there is none.
  plugin::v1::Record Find(const std::string& end_of_key) const;
  // Requests since the last look, those for data only.
  std::vector<std::string> DataRequests();

  TestServer server_;
  testing::FakeHost host_;
};

}  // namespace helhet::ssb
