// Files one edition of an A3: case (saksmappe), journal entry (journalpost), document description and document object.
// Each is looked for before it is made, so that an attempt goes on from wherever the one before it was broken off, and a
// repeat makes nothing.
#pragma once

#include <string>

#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/settings.h"
#include "own_metadata.h"
#include "session.h"
#include "upload.h"

namespace helhet::noark5 {

struct FilingSettings {
  std::string series;              // title or systemID of the arkivdel; empty for the only one
  std::string class_id;            // klasseID of cases; empty for none
  std::string company;             // whose names our metadata have
  std::string journal_entry_type;  // code of journalposttype
  std::string journal_status;      // code of journalstatus when all is there
  std::string document_type;       // code of dokumenttype; empty for what the core proposes

  // From `series`, `class`, `company`, `journal_entry_type`, `journal_status` and `document_type`.
  static FilingSettings From(const sdk::Settings& settings);
};

class Filing {
 public:
  // All outlive it; the session is open.
  Filing(const FilingSettings& settings, Session& session, const plugin::v1::WriteRequest& request);

  // The journal entry, as it stands when everything is in the archive.
  Result<Resource> File();

 private:
  Status CheckRequest() const;
  std::string Property(const char* name) const;
  // The text of the journal entry: which edition it is, and what was decided.
  std::string Description() const;

  Result<Resource> FindOrMakeCase();
  Result<Resource> FindOrMakeEntry();
  Status FindOrMakeSender(const Resource& entry);
  Result<Resource> FindOrMakeDescription(const Resource& entry);
  Result<Resource> FindOrMakeObject(const Resource& description);
  // Gives the thing its last status, unless it has gone beyond the unfinished ones.
  Status Finish(const Resource& thing, const std::string& word, const char* attribute, const char* code_list, const std::string& code);

  const FilingSettings& settings_;
  const OwnMetadata metadata_;
  Session& session_;
  const plugin::v1::WriteRequest& request_;
  const Content content_;
};

}  // namespace helhet::noark5
