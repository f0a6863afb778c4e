// A connector that reads documents from a folder, an SFTP server or a web server, and the zip files there: checkpoints,
// backfill, replay, signs of life and large documents. Derive from it, and say what becomes of one document.
//
// Its settings are those of document_source.h, `max_document_mib` (1 to 30, 30 when not stated), and those of the
// derived class.
#pragma once

#include <functional>
#include <string>

#include "helhet/connector.h"
#include "helhet/document_source.h"

namespace helhet::sdk {

// Makes a record a refusal with the status's reason as code, keyed by its locator; it keeps its bytes.
void Refuse(const Status& status, plugin::v1::Record& record);

// A record of the document with all but its content and keys: stream, locator, source time, and the bytes, which are
// moved out of the document, as `media_type`. A document that cannot be had is refused at once.
plugin::v1::Record StartRecord(const std::string& stream, FolderDocument& document, const std::string& media_type);

class FolderConnector : public Connector {
 public:
  Status Configure(const Settings& settings) final;
  Result<std::string> Check(Host& host) override;
  Status Read(const plugin::v1::ReadStart& start, Emitter& out, Host& host) final;
  Status Replay(const plugin::v1::ReadStart& start, Emitter& out, Host& host) final;

 protected:
  // Whether the settings ask for reading. An instance that only writes names no place, and has nothing to read.
  virtual bool Reads(const Settings&) const { return true; }
  // Takes a record, in the order of the document. Not OK when the read is to end: return that status.
  using Sink = std::function<Status(plugin::v1::Record)>;

  // The derived class's own settings. As Connector::Configure.
  virtual Status ConfigureReader(const Settings&) { return OkStatus(); }
  // Gives all records of a document to `sink`; none for a document that says nothing. A document that cannot be had
  // (its status is not OK), or is none that the connector reads, is one refusal. Each record must be readable from
  // its own bytes: a replay gives them as a document of that locator. What else these hold comes again, under its keys.
  virtual Status ReadDocument(FolderDocument document, const Sink& sink) = 0;
  // The records of a document that the hub has kept from a stream, for a replay. As ReadDocument, unless the stream
  // tells what the bytes cannot.
  virtual Status ReadKept(const std::string& stream, FolderDocument document, const Sink& sink);
  // The day that a fact counts on, by which a backfill leaves it out: FactDay, unless the connector knows better.
  virtual std::string DayOf(const model::v1::Fact& fact) const;

 private:
  Result<DocumentSource> Open(const std::string& checkpoint, const Host& host) const;
  Status Deliver(plugin::v1::Record record, std::string checkpoint, Emitter& out) const;

  Settings place_;
  bool reads_ = true;
  uint64_t document_limit_bytes_ = 0;
};

}  // namespace helhet::sdk
