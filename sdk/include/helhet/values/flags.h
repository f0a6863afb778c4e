// What a document breaks though it is accepted, gathered while it is read.
#pragma once

#include <map>
#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::sdk {

// Gathers flags for one document. A rule that is broken more than limits::kFlagsPerRule times is shown that
// many times, and the last says how many more there are.
class Flags {
 public:
  explicit Flags(model::v1::Fact& fact) : fact_(fact) {}

  // `rule` as the standard names it or the reader's own in lower_snake; `where` a path; `what` one sentence.
  void Add(const char* rule, std::string where, std::string what);

 private:
  struct Seen {
    int count = 0;
    int last = 0;            // of the fact's flags
    std::string last_what;   // without the count
  };
  model::v1::Fact& fact_;
  std::map<std::string, Seen> seen_;
};

}  // namespace helhet::sdk
