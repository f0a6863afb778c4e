// A connector that reads documents from a folder and the zip files in it: checkpoints, backfill, replay, signs of
// life and large documents. Derive from it, and say what becomes of one document.
//
// Its settings are `folder` and `max_document_mib` (1 to 30, 30 when not stated), and those of the derived class.
#pragma once

#include <functional>
#include <string>

#include "helhet/connector.h"
#include "helhet/folder_source.h"

namespace helhet::sdk {

// Makes a record a refusal with the status's reason as code, keyed by its locator; it keeps its bytes.
void Refuse(const Status& status, plugin::v1::Record& record);

// A record of the document with all but its content and keys: stream, locator, source time, and the bytes, which are
// moved out of the document, as `media_type`. A document that cannot be had is refused at once.
plugin::v1::Record StartRecord(const std::string& stream, FolderDocument& document, const std::string& media_type);

class FolderConnector : public Connector {
 public:
  Status Configure(const Settings& settings) final;
  Result<std::string> Check(Host& host) final;
  Status Read(const plugin::v1::ReadStart& start, Emitter& out, Host& host) final;
  Status Replay(const plugin::v1::ReadStart& start, Emitter& out, Host& host) final;

 protected:
  // Takes a record, in the order of the document. Not OK when the read is to end: return that status.
  using Sink = std::function<Status(plugin::v1::Record)>;

  // The derived class's own settings. As Connector::Configure.
  virtual Status ConfigureReader(const Settings&) { return OkStatus(); }
  // Gives all records of a document to `sink`; none for a document that says nothing. A document that cannot be had
  // (its status is not OK), or is none that the connector reads, is one refusal. Each record must be readable from
  // its own bytes: a replay gives them as a document of that locator. What else these hold comes again, under its keys.
  virtual Status ReadDocument(FolderDocument document, const Sink& sink) = 0;
  // The day that a fact counts on, by which a backfill leaves it out; empty when it is not known.
  virtual std::string DayOf(const model::v1::Fact& fact) const = 0;

 private:
  Result<FolderSource> Open(const std::string& checkpoint) const;
  Status Deliver(plugin::v1::Record record, std::string checkpoint, Emitter& out) const;

  std::string folder_;
  uint64_t document_limit_bytes_ = 0;
};

}  // namespace helhet::sdk
