// A document as SIF gives it, as a record for the hub.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "helhet/json/json_record.h"
#include "helhet/plugin/v1/record.pb.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::public360 {

using sdk::Json;

inline constexpr const char* kStream = "documents";
// A document with members left out: those that nothing is made of, and what its access code withholds.
inline constexpr const char* kExcerptMediaType = "application/vnd.helhet.excerpt+json";

// Which day counts as that of a document's last revision: Public 360 keeps none.
enum class Revision {
  kFileChanged,      // the latest change of one of its files
  kDocumentChanged,  // the latest change of anything, status and access code too
  kDocumentDate,     // the date that stands on it
};

// Immutable once made.
class DocumentReader {
 public:
  // From `revision_date`, `public_access_codes`, `withdrawn_status_codes`, `address` and `system`.
  static Result<DocumentReader> From(const sdk::Settings& settings);

  // The record of an element of GetDocuments' `Documents`, or of what a record has kept of one. Of a document that is
  // not known to be public neither the fact nor what is kept holds the title. `locator` is where it stands, told by its
  // number when empty; `read_at_us` is the record's time where the document has none. Refused without `Recno`, by which it
  // is known again.
  plugin::v1::Record Read(const Json& document, const std::string& locator, int64_t read_at_us) const;

  // Whether the documents are needed with what is known of their files.
  bool needs_files() const { return revision_ == Revision::kFileChanged; }

 private:
  bool IsPublic(const Json& document) const;
  Json Excerpt(const Json& document) const;
  std::string RevisionDate(const Json& document) const;
  void Fill(const Json& document, model::v1::Fact& fact) const;

  Revision revision_ = Revision::kFileChanged;
  std::set<std::string> public_access_codes_;
  std::set<std::string> withdrawn_status_codes_;
  std::string address_;
  std::string system_;
};

}  // namespace helhet::public360
