// What a municipality has decided about its figures of purchasing, ready to ask.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/invoice.pb.h"
#include "helhet/model/v1/ledger_entry.pb.h"
#include "helhet/model/v1/purchasing_rules.pb.h"

namespace helhet::match {

// Immutable.
class Rules {
 public:
  // `own_numbers`: organisation numbers of the municipality and its units.
  Rules(std::string municipality_id, const model::v1::PurchasingRules& stated, std::set<std::string> own_numbers);
  // As they are stated now. Without stated rules, those of an empty PurchasingRules.
  static Result<Rules> Load(store::TenantStore& store);

  const std::string& municipality_id() const { return municipality_id_; }
  // Whether the number is the municipality's own, or one of its units'.
  bool IsOwn(const std::string& organisation_number) const { return own_numbers_.contains(organisation_number); }
  // Whether a name in a list of those who may call off, or a buyer, is the municipality, who buys on its behalf, or the
  // invoice's buyer.
  bool IsCaller(const std::string& caller, const std::string& buyer_organisation_number) const;

  // Section 1 of README.md.
  model::v1::InvoicePopulation PopulationOf(const model::v1::Invoice& invoice) const;
  // Section 6: whether two prices of one unit differ beyond tolerance.
  bool PriceDeviates(int64_t price_micros, int64_t agreed_micros) const;
  // Section 7.
  bool IsPurchase(const model::v1::LedgerEntryLine& line) const;

  // Changes when any of this does.
  std::string Hash() const;

 private:
  struct Validity {
    std::string valid_from;
    std::string valid_to;
  };
  // A range of codes of equal length, both ends included.
  struct Range {
    std::string first;
    std::string last;
  };
  static std::vector<Range> RangesOf(const google::protobuf::RepeatedPtrField<std::string>& stated);

  std::string municipality_id_;
  std::set<std::string> own_numbers_;
  std::set<std::string> central_purchasing_numbers_;
  std::multimap<std::string, Validity> non_addressable_;
  std::vector<Range> purchase_arts_;
  std::vector<Range> purchase_accounts_;
  int64_t price_tolerance_micros_;
  int32_t price_tolerance_basis_points_;
  std::string stated_;  // serialised, for the hash
};

}  // namespace helhet::match
