// The C++ layer over plugin_abi.h: derive from Connector, end the file with HELHET_CONNECTOR(Class).
//
// What the host does, in order: Describe (answered from the manifest by this layer), Configure once,
// then any of Check, Discover, Read, Write, one at a time, never two at once on one instance. A call
// that throws fails that call with INTERNAL and the exception's text.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/plugin_abi.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

// What a connector can ask of the hub. Lives as long as the connector. Thread-safe.
class Host {
 public:
  explicit Host(const helhet_host* host) : host_(host) {}

  void Log(int level, std::string_view line) const;
  // A sign of life. Without one, or a batch, for the hub's stated time the read counts as hung.
  Status Progress(std::string_view activity, int64_t done = -1, int64_t total = -1) const;
  // True once the call is cancelled: return soon, with CANCELLED or what is at hand.
  bool cancelled() const;
  // Waits for the hub's shared rate limit before a call over a network.
  Status Acquire(const plugin::v1::Acquire& request) const;
  // Microseconds since 1970 UTC.
  int64_t now_us() const;

  const helhet_host* table() const { return host_; }

 private:
  const helhet_host* host_;
};

// Collects records into batches and hands them over. A batch ends at 1,000 records or 2 MiB. Add blocks
// while two batches are unacknowledged, so a connector never runs ahead of the store.
class Emitter {
 public:
  // `checkpoint` is where the read starts: what is sent before the first record stands there.
  explicit Emitter(const Host& host, std::string checkpoint = "") : host_(host), checkpoint_(std::move(checkpoint)) {}

  // Adds a record and the checkpoint after it: where a later read begins once this record is stored.
  // CANCELLED when the call is cancelled; return it.
  Status Add(const plugin::v1::Record& record, std::string checkpoint);
  // Adds one piece of a large source object; records may refer to it from this batch on.
  Status AddChunk(const plugin::v1::SourceChunk& chunk);
  // Stores `bytes` as a source object in pieces and returns the reference to the whole of it.
  Result<plugin::v1::SourceReference> AddSource(std::string_view bytes, const std::string& media_type);
  // States a new checkpoint with no record before it: files seen that hold nothing.
  void Checkpoint(std::string checkpoint);
  // Sends what is collected. Read calls it at its end; a connector may call it sooner.
  Status Flush();

 private:
  void Append(int field_number, const google::protobuf::Message& part);

  const Host& host_;
  // The batch under way but for its number and checkpoint, serialized as it comes: a record's memory is free at once,
  // and warm for the next, where a thousand records kept as objects are spread over megabytes.
  std::string batch_;
  int records_ = 0;
  std::string checkpoint_;
  size_t batch_bytes_ = 0;
  uint64_t sequence_ = 0;
  bool checkpoint_changed_ = false;
};

// A connector: reads from one source with one set of settings.
class Connector {
 public:
  virtual ~Connector() = default;

  // Takes the settings. Checks them; touches no network and no files.
  virtual Status Configure(const Settings& settings) = 0;
  // Reaches the source and says what is there, for a person.
  virtual Result<std::string> Check(Host& host) = 0;
  // The streams that Read delivers.
  virtual Result<plugin::v1::DiscoverResponse> Discover(Host& host) = 0;
  // Reads from start.checkpoint() to the end of what is there now. Host flushes after it returns OK.
  virtual Status Read(const plugin::v1::ReadStart& start, Emitter& out, Host& host) = 0;
  // Reads the documents of start.replay(), which the hub has kept, instead of the source; the checkpoint stays.
  // By default UNIMPLEMENTED: a connector whose records cannot be told from one document alone.
  virtual Status Replay(const plugin::v1::ReadStart& start, Emitter& out, Host& host);
  // Takes one document out. A repeat of a delivery_id must not make a second document. An error becomes the receipt's
  // problem; CANCELLED and UNIMPLEMENTED end the call.
  virtual Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, Host& host);
};

// What the hub says of a document that Write takes out, by the names in core/outbox/README.md; empty where it says nothing of it.
std::string PropertyOf(const plugin::v1::WriteRequest& request, const std::string& name);

// The answer to Discover of a connector whose streams all go on from a checkpoint: the name of each, and the kind of fact that it
// carries.
plugin::v1::DiscoverResponse IncrementalStreams(const std::vector<std::pair<std::string, std::string>>& names_and_kinds);

// What the build knows of a plugin, from its manifest.
struct PluginInfo {
  const char* name;
  const char* version;
  const char* manifest_sha256;
  const char* model_sha256;
};

using ConnectorFactory = std::unique_ptr<Connector> (*)();

// The ABI table of a connector class. Used by HELHET_CONNECTOR.
const helhet_plugin* PluginTable(const PluginInfo& info, ConnectorFactory factory);

}  // namespace helhet::sdk

// Exports the connector class as the library's plugin. The build defines the four constants from
// manifest.json and the model.
#define HELHET_CONNECTOR(Class)                                                                      \
  extern "C" __attribute__((visibility("default"))) const helhet_plugin* helhet_plugin_entry(void) { \
    return ::helhet::sdk::PluginTable(                                                               \
        {HELHET_PLUGIN_NAME, HELHET_PLUGIN_VERSION, HELHET_MANIFEST_SHA256, HELHET_MODEL_SHA256},    \
        []() -> std::unique_ptr<::helhet::sdk::Connector> { return std::make_unique<Class>(); });    \
  }
