// ReadOrderBook: which orders stand, read from a generated folder as a stranger would: by what the documents say alone.
// For tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace helhet::model_case {

struct ReadOrderLine {
  std::string item_number;
  int64_t quantity_hundredths = 0;  // as the supplier accepted it
  int64_t price_minor = 0;
};

struct ReadOrder {
  std::string issue_date;
  std::string buyer_number;
  bool stands = true;  // neither rejected nor cancelled
  std::map<std::string, ReadOrderLine> lines;
};

struct OrderBook {
  std::map<std::pair<std::string, std::string>, ReadOrder> orders;  // by supplier's organisation number and order number

  // Null when the supplier has no such order, or it does not stand.
  const ReadOrder* Find(const std::string& supplier, const std::string& number) const {
    const auto found = orders.find({supplier, number});
    return found != orders.end() && found->second.stands ? &found->second : nullptr;
  }
};

OrderBook ReadOrderBook(const std::filesystem::path& folder);

}  // namespace helhet::model_case
