// Every agreement of the municipality, held in memory while invoices are matched: a register has tens of thousands at most.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/match/item_groups.h"
#include "core/match/rules.h"
#include "helhet/model/v1/agreement.pb.h"

namespace helhet::match {

// What is found for an invoice.
struct AgreementMatch {
  model::v1::AgreementStatus status = model::v1::AGREEMENT_STATUS_UNSPECIFIED;
  // The agreement that the status speaks of; null when it speaks of none.
  const model::v1::Agreement* agreement = nullptr;
  // Item group that the agreement covers, where it was found by that.
  std::string item_group;

  // Whether the purchase falls under the agreement.
  bool IsUnderAgreement() const {
    return status == model::v1::AGREEMENT_STATUS_BY_REFERENCE || status == model::v1::AGREEMENT_STATUS_BY_ITEM_GROUP ||
           status == model::v1::AGREEMENT_STATUS_BY_SUPPLIER;
  }
};

// Section 4 of README.md. Immutable.
class AgreementBook {
 public:
  // The agreements that count.
  AgreementBook(std::vector<model::v1::Agreement> agreements, const Rules& rules);
  AgreementBook(const AgreementBook&) = delete;
  AgreementBook& operator=(const AgreementBook&) = delete;
  static Result<std::vector<model::v1::Agreement>> Load(store::TenantStore& store);

  // `contract_reference`: the invoice's own, else that of its verified order.
  AgreementMatch Match(const model::v1::Invoice& invoice, const std::string& contract_reference) const;
  // Whether a contract reference names an agreement with the invoice's supplier that holds.
  bool NamesOne(const model::v1::Invoice& invoice, const std::string& contract_reference) const;

  const std::vector<model::v1::Agreement>& agreements() const { return agreements_; }
  // Whether an agreement holds for a purchase by the buyer on the day.
  bool Holds(const model::v1::Agreement& agreement, const std::string& day, const std::string& buyer) const;
  // Agreements with a supplier that hold on a day for a buyer, in order of number.
  std::vector<const model::v1::Agreement*> Holding(const std::string& supplier, const std::string& day, const std::string& buyer) const;

 private:
  using Prefixes = std::multimap<std::string, const model::v1::Agreement*>;
  // The agreement with the least number that covers one of the codes; null when none does.
  const model::v1::Agreement* Covering(const std::set<std::string>& codes, const Prefixes& prefixes, const model::v1::Invoice& invoice,
                                       std::string& item_group) const;
  AgreementMatch FromAnother(const model::v1::Invoice& invoice, const ItemGroups& groups) const;

  const Rules& rules_;
  std::vector<model::v1::Agreement> agreements_;  // in order of number, then supplier
  std::multimap<std::string, const model::v1::Agreement*> by_supplier_;
  Prefixes by_unspsc_;
  Prefixes by_cpv_;
};

}  // namespace helhet::match
