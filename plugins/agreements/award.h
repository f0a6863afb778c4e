// What a notice or an OCDS release says was awarded: an agreement with one supplier.
#pragma once

#include <string>
#include <vector>

#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"

namespace helhet::agreements {

// Agreements in the order in which they are found. One number and supplier is one agreement: of several lots that it
// covers the item groups are joined, and the period runs from the first day of any to the last day of any.
class Awards {
 public:
  void Add(model::v1::Fact fact);
  std::vector<model::v1::Fact>& facts() { return facts_; }

 private:
  std::vector<model::v1::Fact> facts_;
};

// Whether the fact can stand: number_missing, supplier_missing or valid_from_missing when it cannot.
Status CheckAward(const model::v1::Agreement& agreement);

// Adds a code to a list of them, unless it is there or empty.
void AddCode(const std::string& code, google::protobuf::RepeatedPtrField<std::string>& codes);

// Sets the supplier: by number where it is a Norwegian one with a right check digit, and by name. `is_norwegian` says that
// the source states so: then a wrong number is flagged `organisation_number_invalid` and kept. A supplier without one is
// flagged `organisation_number_missing`.
void SetSupplier(const std::string& number, const std::string& name, bool is_norwegian, const std::string& where, model::v1::Fact& fact);

// Sets the first day from what is known, best first, and flags `valid_from_estimated` when it is not the period's own.
void SetValidFrom(const std::string& period_start, const std::vector<std::string>& other_days, const std::string& where,
                  model::v1::Fact& fact);

}  // namespace helhet::agreements
