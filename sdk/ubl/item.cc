#include "helhet/ubl/item.h"

#include <strings.h>

namespace helhet::sdk {
namespace {

bool IsList(std::string_view list_id, const char* code, const char* old_name) {
  const std::string id(list_id);
  return strcasecmp(id.c_str(), code) == 0 || strcasecmp(id.c_str(), old_name) == 0;
}

}  // namespace

Item ReadItem(const Element& item) {
  Item result;
  result.name = item.Child("cbc:Name").Text();
  result.seller_item_id = item.Child("cac:SellersItemIdentification").Child("cbc:ID").Text();
  result.standard_item_id = item.Child("cac:StandardItemIdentification").Child("cbc:ID").Text();
  for (const Element classification : item.Children("cac:CommodityClassification")) {
    const Element code = classification.Child("cbc:ItemClassificationCode");
    const std::string_view list = code.Attribute("listID");
    if (result.unspsc_code.empty() && IsList(list, "TST", "UNSPSC")) result.unspsc_code = code.Text();
    if (result.cpv_code.empty() && IsList(list, "STI", "CPV")) result.cpv_code = code.Text();
  }
  return result;
}

}  // namespace helhet::sdk
