// What a reader makes of one document, or of one part of it.
#pragma once

#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::ehandel {

// Names of the streams, by the kind of fact they carry.
inline constexpr const char* kOrders = "orders";
inline constexpr const char* kOrderUpdates = "order_updates";
inline constexpr const char* kCatalogues = "catalogues";
inline constexpr const char* kGoodsReceipts = "goods_receipts";
inline constexpr const char* kUsers = "users";

struct Reading {
  const char* stream = kOrders;
  // Stable over re-reading; the business key where there is one.
  std::string natural_key;
  std::string business_key;
  model::v1::Fact fact;
};

}  // namespace helhet::ehandel
