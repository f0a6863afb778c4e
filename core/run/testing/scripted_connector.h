// A connector for tests of runs: it delivers the records it is given, in batches, from a checkpoint that
// is the number of records already delivered.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/plugin/connection.h"

namespace helhet::run {

class ScriptedConnector : public plugin::Connection {
 public:
  std::vector<plugin::v1::Record> records;
  size_t batch_records = 3;
  // After this many batches the read fails with `failure`. -1: never.
  int fail_after_batches = -1;
  Status failure = Unavailable("source: it went away");
  // What it makes of a document that the hub has kept; unset means that it does not replay.
  std::function<plugin::v1::Record(const plugin::v1::ReplayDocument&)> replay;
  // Called before each batch.
  std::function<void()> before_batch = [] {};
  // Says nothing until the read is cancelled.
  bool silent = false;
  // Filled by reads.
  std::vector<uint64_t> acknowledged;
  std::vector<int> replayed;  // documents in each read that was a replay

  Result<std::string> Check() override { return std::string("scripted"); }
  Result<plugin::v1::DiscoverResponse> Discover() override { return plugin::v1::DiscoverResponse(); }
  Result<std::unique_ptr<plugin::ReadSession>> Read(const plugin::v1::ReadStart& start) override {
    if (start.replay_size() > 0) return Replay(start);
    const size_t from = start.full() || start.checkpoint().empty() ? 0 : std::stoul(start.checkpoint());
    return std::unique_ptr<plugin::ReadSession>(std::make_unique<Session>(*this, records, from));
  }
  Result<std::unique_ptr<plugin::WriteSession>> Write() override { return Unimplemented("scripted: only reads"); }
  const plugin::v1::DescribeResponse& description() const override { return description_; }

 private:
  class Session : public plugin::ReadSession {
   public:
    Session(ScriptedConnector& connector, const std::vector<plugin::v1::Record>& records, size_t from)
        : connector_(connector), records_(records), next_(from) {}

    Result<plugin::ReadEvent> Next() override {
      connector_.before_batch();
      while (connector_.silent && !cancelled_) std::this_thread::yield();
      if (cancelled_) return Cancelled("read: cancelled");
      if (connector_.fail_after_batches >= 0 && static_cast<int>(sequence_) >= connector_.fail_after_batches) return connector_.failure;
      if (next_ >= records_.size()) return plugin::ReadEvent(plugin::EndOfRead());
      plugin::v1::Batch batch;
      while (next_ < records_.size() && batch.records_size() < static_cast<int>(connector_.batch_records)) {
        *batch.add_records() = records_[next_++];
      }
      batch.set_sequence(++sequence_);
      batch.set_checkpoint(std::to_string(next_));
      return plugin::ReadEvent(std::move(batch));
    }
    Status Acknowledge(uint64_t sequence) override {
      connector_.acknowledged.push_back(sequence);
      return OkStatus();
    }
    void Cancel() override { cancelled_ = true; }

   private:
    ScriptedConnector& connector_;
    const std::vector<plugin::v1::Record> records_;
    size_t next_;
    uint64_t sequence_ = 0;
    std::atomic<bool> cancelled_ = false;
  };

  Result<std::unique_ptr<plugin::ReadSession>> Replay(const plugin::v1::ReadStart& start) {
    if (!replay) return Unimplemented("replay: the connector does not").WithReason("replay_not_offered");
    replayed.push_back(start.replay_size());
    std::vector<plugin::v1::Record> read;
    for (const auto& document : start.replay()) read.push_back(replay(document));
    return std::unique_ptr<plugin::ReadSession>(std::make_unique<Session>(*this, read, 0));
  }

  plugin::v1::DescribeResponse description_;
};

}  // namespace helhet::run
