// Finds documents (dokumentbeskrivelse) in the archive and what lies around each: all of them, or those that anything has
// been changed of. Files are never fetched.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "helhet/status.h"
#include "kept_document.h"
#include "moment.h"
#include "session.h"

namespace helhet::noark5 {

class DocumentReader {
 public:
  // Takes a document. Not OK ends the read.
  using Sink = std::function<Status(const DocumentParts& parts)>;

  // `session` is open, and outlives it. `series` are titles or systemIDs of those arkivdel whose documents are given; all
  // when there are none.
  DocumentReader(Session& session, std::vector<std::string> series, Sink sink)
      : session_(session), series_(std::move(series)), sink_(std::move(sink)) {}

  // Gives every document that the user may see.
  Status ReadAll();
  // Gives those with a part that was made or changed after the time, each once. A change of a file or a record is one of
  // all documents in it: its unit or its screening may be what changed.
  Status ReadChangedAfter(const Moment& after);

 private:
  // Gives the things in a list of the archive structure that were touched after the time; all when there is none.
  Status Changed(const char* relation, const Moment& after, const Session::Sink& sink);
  // The same for what lies in `parent`, whatever its time. Nothing where the user may not see it.
  Status Below(const Resource& parent, const char* relation, const Session::Sink& sink);
  Status DocumentsOf(const Resource& record);
  Status Give(Resource description);
  // Whether a document lies in one of the arkivdel that are wanted.
  Result<bool> IsWanted(const DocumentParts& parts);
  // What `part` lies in: the thing, or the first of the things, behind one of the relations. Empty when there is none.
  Result<Resource> Around(const Resource& part, std::initializer_list<const char*> relations);

  Session& session_;
  const std::vector<std::string> series_;
  const Sink sink_;
  std::set<std::string> given_;             // systemIDs
  std::map<std::string, Resource> around_;  // by address: many documents lie in one file
};

}  // namespace helhet::noark5
