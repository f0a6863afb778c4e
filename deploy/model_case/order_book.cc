#include "order_book.h"

#include <pugixml.hpp>
#include <vector>

#include "archive_reader.h"
#include "inbox_reader.h"

namespace helhet::model_case {
namespace {

std::string Text(const pugi::xml_node& node, const char* path) { return node.first_element_by_path(path).text().get(); }

std::string SupplierOf(const pugi::xml_node& root) {
  return Text(root, "cac:SellerSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID");
}

ReadOrder ReadOne(const pugi::xml_node& root) {
  ReadOrder order;
  order.issue_date = Text(root, "cbc:IssueDate");
  order.buyer_number = Text(root, "cac:BuyerCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID");
  for (const pugi::xml_node& line : root.children("cac:OrderLine")) {
    const pugi::xml_node item = line.child("cac:LineItem");
    order.lines[Text(item, "cbc:ID")] = {Text(item, "cac:Item/cac:SellersItemIdentification/cbc:ID"), ReadHundredths(Text(item, "cbc:Quantity")),
                                         ReadHundredths(Text(item, "cac:Price/cbc:PriceAmount"))};
  }
  return order;
}

// A change, a response or a cancellation. A change names the order's lines by their own numbers.
void Act(const pugi::xml_node& root, ReadOrder& order) {
  const bool is_cancellation = std::string(root.name()) == "OrderCancellation";
  order.stands = order.stands && !is_cancellation && Text(root, "cbc:OrderResponseCode") != "RE";
  for (const pugi::xml_node& line : root.children("cac:OrderLine")) {
    const bool is_change = std::string(root.name()) == "OrderChange";
    order.lines.at(Text(line, is_change ? "cac:LineItem/cbc:ID" : "cac:OrderLineReference/cbc:LineID")).quantity_hundredths = ReadHundredths(Text(line, "cac:LineItem/cbc:Quantity"));
  }
}

}  // namespace

OrderBook ReadOrderBook(const std::filesystem::path& folder) {
  OrderBook book;
  std::vector<std::string> updates;  // an answer may lie in another month's archive than its order
  ReadFolder(folder, [&](const std::string&, const std::string& content) {
    pugi::xml_document xml;
    if (!xml.load_buffer(content.data(), content.size())) return;
    const pugi::xml_node root = xml.document_element();
    const std::string name = root.name();
    const bool is_agreement = Text(root, "cbc:CustomizationID").find("trns:order_agreement:") != std::string::npos;
    if (name == "Order" || is_agreement) book.orders[{SupplierOf(root), Text(root, "cbc:ID")}] = ReadOne(root);
    else if (name == "OrderResponse" || name == "OrderChange" || name == "OrderCancellation") updates.push_back(content);
  });
  for (const std::string& content : updates) {
    pugi::xml_document xml;
    xml.load_buffer(content.data(), content.size());
    const pugi::xml_node root = xml.document_element();
    Act(root, book.orders.at({SupplierOf(root), Text(root, "cac:OrderReference/cbc:ID")}));
  }
  return book;
}

}  // namespace helhet::model_case
