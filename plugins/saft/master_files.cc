#include "master_files.h"

#include "helhet/values/organisation_number.h"
#include "kostra_code.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

const std::string kNone;

const std::string& Find(const std::unordered_map<std::string, std::string>& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? kNone : found->second;
}

}  // namespace

template <typename Entry>
bool MasterFiles::Put(std::unordered_map<std::string, Entry>& map, const std::string& key, Entry entry, size_t bytes) {
  const auto found = map.find(key);
  if (found != map.end()) return found->second != entry && (found->second = std::move(entry), true);
  is_full_ = is_full_ || entries_ == kMasterFileEntries || bytes_ + bytes > kMasterFileBytes;
  if (is_full_) return false;
  ++entries_;
  bytes_ += bytes;
  map.emplace(key, std::move(entry));
  return true;
}

bool MasterFiles::Add(const Account& account) {
  // Skatteetaten's categories of KOSTRA arts: KA_K for municipalities, KA_KS and others for those beside them.
  if (!account.grouping_category.starts_with("KA_")) return false;
  std::string art = KostraArt(account.grouping_code);
  return !art.empty() && Put(arts_, account.id, std::move(art), account.id.size());
}

bool MasterFiles::Add(const Supplier& supplier) {
  KnownSupplier known;
  for (const std::string* number : {&supplier.registration_number, &supplier.tax_registration_number}) {
    std::string digits = sdk::OrganisationDigits(*number);
    if (sdk::IsOrganisationNumber(digits)) {
      known = {std::move(digits), ""};
      break;
    }
    if (!number->empty() && known.invalid_number.empty()) known.invalid_number = *number;
  }
  const size_t bytes = supplier.id.size() + known.invalid_number.size();
  return Put(suppliers_, supplier.id, std::move(known), bytes);
}

bool MasterFiles::Add(const DimensionValue& value) {
  const bool is_known = dimension_types_.contains(value.type);  // each of its values repeats the type
  return !is_known && Put(dimension_types_, value.type, value.type_description, value.type.size() + value.type_description.size());
}

const MasterFiles::KnownSupplier* MasterFiles::FindSupplier(const std::string& id) const {
  const auto found = suppliers_.find(id);
  return found == suppliers_.end() ? nullptr : &found->second;
}

const std::string& MasterFiles::ArtOf(const std::string& account_id) const { return Find(arts_, account_id); }
const std::string& MasterFiles::DescriptionOf(const std::string& type) const { return Find(dimension_types_, type); }

}  // namespace helhet::saft
