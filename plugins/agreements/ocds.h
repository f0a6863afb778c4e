// Awards in the Open Contracting Data Standard 1.1: release packages, record packages, and a release by itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"

namespace helhet::agreements {

// What one release says, and the release by itself, by which it can be read again.
struct ReleaseReading {
  std::string name;  // its date and identifier, which sort as time goes
  std::string bytes;
  // The agreements: of each contract, or of an award without one, with each supplier. Not OK, by name, for a release that
  // holds no award: not_an_award, no_award.
  Result<std::vector<model::v1::Fact>> agreements;
};

// The releases of a document, of a record its compiled release, else the releases in it, in the order of their dates.
// `callers` may call off; empty means the release's buyer. Refuses as ParseJson does, and with not_an_award what is no
// OCDS 1.1, or a record that only links to its releases.
Result<std::vector<ReleaseReading>> ReadOcds(std::string_view bytes, const std::vector<std::string>& callers);

}  // namespace helhet::agreements
