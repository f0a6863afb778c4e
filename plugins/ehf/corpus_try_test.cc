#include <gtest/gtest.h>
#include <cstdio>
#include "helhet/testing/fake_host.h"
#include <google/protobuf/util/json_util.h>
extern "C" const helhet_plugin* helhet_plugin_entry(void);
TEST(Try, It) {
  helhet::testing::FakeHost host;
  helhet::testing::ConnectorDriver d(helhet_plugin_entry(), host);
  ASSERT_TRUE(d.Configure(std::string("{\"folder\":\"")+getenv("HELHET_CORPUS")+"/ehf\"}").ok());
  auto s = d.Read(); printf("%s\n", s.message().c_str());
  for (auto& r : host.Records()) {
    if (r.has_refusal()) { if(r.refusal().what().find("testSet")==std::string::npos) printf("REF %s %s: %s\n", r.locator().c_str(), r.refusal().code().c_str(), r.refusal().what().c_str()); continue; }
    printf("INV %s key=%s\n", r.locator().c_str(), r.natural_key().c_str());
    for (auto& f : r.fact().flags()) printf("     FLAG %s %s: %s\n", f.rule().c_str(), f.where().c_str(), f.what().c_str());
    if (getenv("SHOW") && r.locator().find(getenv("SHOW"))!=std::string::npos) { r.clear_raw(); std::string j; google::protobuf::util::JsonPrintOptions o; o.add_whitespace=true; o.preserve_proto_field_names=true; google::protobuf::util::MessageToJsonString(r,&j,o); printf("%s\n", j.c_str()); }
  }
}
