// The master files of an export, as far as postings need them: which organisation a supplier is, which KOSTRA art an
// account is, what a type of dimension is called.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "audit_file.h"

namespace helhet::saft {

class MasterFiles {
 public:
  struct KnownSupplier {
    std::string organisation_number;  // nine digits; empty when the file has none
    std::string invalid_number;       // what stands in its place though it is none

    bool operator==(const KnownSupplier&) const = default;
  };

  // Takes an entry, and says whether it says something new. What is beyond kMasterFileEntries or kMasterFileBytes is
  // left out, and is_full says so.
  bool Add(const Account& account);
  bool Add(const Supplier& supplier);
  bool Add(const DimensionValue& value);

  // The supplier by its number in the ledger; null when it is not known.
  const KnownSupplier* FindSupplier(const std::string& id) const;
  // KOSTRA art of an account, three digits; empty when it has none. An account that is not known has none.
  const std::string& ArtOf(const std::string& account_id) const;
  // What a type of dimension is called; empty when it is not known.
  const std::string& DescriptionOf(const std::string& dimension_type) const;

  bool is_full() const { return is_full_; }

 private:
  // Puts an entry in its map, if there is room; whether it was not there like that before.
  template <typename Entry>
  bool Put(std::unordered_map<std::string, Entry>& map, const std::string& key, Entry entry, size_t bytes);

  std::unordered_map<std::string, KnownSupplier> suppliers_;
  std::unordered_map<std::string, std::string> arts_;
  std::unordered_map<std::string, std::string> dimension_types_;
  size_t entries_ = 0;
  size_t bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace helhet::saft
