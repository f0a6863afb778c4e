#include "core/plugin/host/wire.h"

#include <gtest/gtest.h>

#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::plugin_host {
namespace {

namespace v1 = plugin::v1;

TEST(WireTest, ReadsWhatProtobufWrites) {
  v1::ReadRequest start;
  start.mutable_start()->set_checkpoint(std::string(300, 'c'));
  const std::string bytes = start.SerializeAsString();
  const auto field = FindField(bytes, kStart);
  ASSERT_TRUE(field);
  EXPECT_EQ(field->bytes, start.start().SerializeAsString());

  v1::ReadRequest acknowledged;
  acknowledged.mutable_acknowledged()->set_sequence(1ull << 60);
  const std::string acknowledged_bytes = acknowledged.SerializeAsString();
  EXPECT_EQ(FindField(FindField(acknowledged_bytes, kAcknowledged)->bytes, kSequence)->varint, 1ull << 60);

  v1::ReadRequest grant;
  grant.mutable_grant()->set_request_id(7);
  const std::string grant_bytes = grant.SerializeAsString();
  EXPECT_EQ(FindField(FindField(grant_bytes, kGrant)->bytes, kRequestId)->varint, 7u);

  v1::Problem problem;
  problem.set_what("no such folder");
  EXPECT_EQ(FindField(problem.SerializeAsString(), kProblemWhat)->bytes.size(), 14u);
}

TEST(WireTest, WritesWhatProtobufReads) {
  v1::Batch batch;
  batch.set_checkpoint(std::string(200, 'c'));
  const std::string batch_bytes = batch.SerializeAsString();
  v1::ReadResponse response;
  ASSERT_TRUE(response.ParseFromString(FieldHeader(kBatch, batch_bytes.size()) + batch_bytes));
  EXPECT_EQ(response.batch().checkpoint(), batch.checkpoint());

  v1::Progress progress;
  progress.set_activity("reading");
  const std::string progress_bytes = progress.SerializeAsString();
  ASSERT_TRUE(response.ParseFromString(FieldHeader(kProgress, progress_bytes.size()) + progress_bytes));
  EXPECT_EQ(response.progress().activity(), "reading");
}

TEST(WireTest, NumbersAnAcquireOverWhateverNumberItHad) {
  v1::Acquire acquire;
  acquire.set_request_id(99);
  acquire.set_host("data.ssb.no");
  const std::string bytes = acquire.SerializeAsString() + VarintField(kRequestId, 3);
  v1::ReadResponse response;
  ASSERT_TRUE(response.ParseFromString(FieldHeader(kAcquire, bytes.size()) + bytes));
  EXPECT_EQ(response.acquire().request_id(), 3u);
  EXPECT_EQ(response.acquire().host(), "data.ssb.no");
}

TEST(WireTest, StopsAtBytesThatAreNoMessage) {
  for (const char* text :
       {"\x0a", "\x0a\x05" "abc", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "\x0b", "\x09" "123"}) {
    std::string_view rest = text;
    EXPECT_FALSE(NextField(&rest)) << rest.size();
  }
}

TEST(WireTest, PassesOverFieldsOfEveryType) {
  const std::string bytes = std::string("\x09" "12345678", 9) + std::string("\x15" "1234", 5) + VarintField(3, 5) +
                            FieldHeader(1, 1) + "x";
  EXPECT_EQ(FindField(bytes, 1)->bytes, "x");
  EXPECT_EQ(FindField(bytes, 3)->varint, 5u);
}

}  // namespace
}  // namespace helhet::plugin_host
