// What a run uses of a connector: a configured instance, and a read from it. The hub's implementation is
// a child process (supervisor.h); tests of runs bring their own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/status.h"

namespace helhet::plugin {

// The read has delivered all that was there. The last batches may still be unacknowledged.
struct EndOfRead {};

// What Next delivers.
using ReadEvent = std::variant<v1::Batch, v1::Progress, EndOfRead>;

// A read under way. Used from one thread, but for Cancel. Letting go of a session that has not ended
// cancels it and gives up its child.
class ReadSession {
 public:
  virtual ~ReadSession() = default;

  // Waits for the next batch, sign of life, or the end. Batches come numbered from 1 without gaps, within
  // all limits of helhet/limits.h: whatever else a child sends ends the read with a status that says so.
  // After an error or the end there is nothing more to ask for.
  virtual Result<ReadEvent> Next() = 0;

  // Says that the batch, and all before it, is durably stored. Every batch is acknowledged, in order; the
  // connector stops sending while two are not.
  virtual Status Acknowledge(uint64_t sequence) = 0;

  // Asks the connector to stop; Next then fails with CANCELLED. A child that does not end gets SIGTERM,
  // then SIGKILL, by the supervisor's deadlines. From any thread.
  virtual void Cancel() = 0;
};

// Documents on their way out. Used from one thread, but for Cancel.
class WriteSession {
 public:
  virtual ~WriteSession() = default;

  // Takes one document out and waits for its receipt. A document that the target refuses is a receipt with
  // a problem, not an error.
  virtual Result<v1::WriteResponse> Deliver(const v1::WriteRequest& request) = 0;
  // Says that there are no more, and waits for the connector to end.
  virtual Status Finish() = 0;
  // As ReadSession::Cancel: what is under way fails with CANCELLED, and the document may be out all the same. From any thread.
  virtual void Cancel() = 0;
};

// A connector instance that has its settings. One call at a time; a second is FAILED_PRECONDITION.
//
// Statuses carry reason, setting, remedy and class. Of a child that ended they say how: crash with signal
// or exit code and its last lines, hang, memory limit, flood, rubbish.
class Connection {
 public:
  virtual ~Connection() = default;

  // Reaches the source; says what was found, for a person.
  virtual Result<std::string> Check() = 0;
  // What there is to read.
  virtual Result<v1::DiscoverResponse> Discover() = 0;
  // Begins a read. The connection must outlive the session.
  virtual Result<std::unique_ptr<ReadSession>> Read(const v1::ReadStart& start) = 0;
  // Begins to take documents out. The connection must outlive the session.
  virtual Result<std::unique_ptr<WriteSession>> Write() = 0;
  // What the connector said of itself.
  virtual const v1::DescribeResponse& description() const = 0;
};

}  // namespace helhet::plugin
