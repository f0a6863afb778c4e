#include "platform_folder.h"

#include <map>

#include "catalogue_writer.h"
#include "loose_file.h"
#include "order_writer.h"
#include "platform_tables.h"
#include "zip_file.h"

namespace helhet::model_case {
namespace {

// What the platform sends in a month.
struct Sent {
  std::vector<const Order*> orders;
  std::vector<const Order*> changes;
  std::vector<const Order*> answers;
  std::vector<const Order*> despatches;
  std::vector<const Order*> receipts;
};

std::map<Month, Sent> ByMonth(const std::vector<Order>& orders) {
  std::map<Month, Sent> months;
  for (const Order& order : orders) {
    months[MonthOf(order.date)].orders.push_back(&order);
    if (order.is_changed) months[MonthOf(order.change_date)].changes.push_back(&order);
    if (order.is_despatch_advised) months[MonthOf(order.despatch_date)].despatches.push_back(&order);
    if (order.answer != OrderAnswer::kNone) months[MonthOf(order.answer_date)].answers.push_back(&order);
    if (order.is_receipt_registered) months[MonthOf(order.receipt_date)].receipts.push_back(&order);
  }
  return months;
}

void AddOrder(const Order& order, ZipFile& zip) {
  if (order.is_told_by_supplier) zip.Add("ordreavtale-" + order.number + ".xml", WriteOrderAgreement(order));
  else zip.Add("ordre-" + order.number + ".xml", WriteOrder(order));
}

void AddAnswer(const Order& order, ZipFile& zip) {
  if (order.answer == OrderAnswer::kCancelled) zip.Add("avbestilling-" + order.number + ".xml", WriteOrderCancellation(order));
  else zip.Add("ordresvar-" + order.number + ".xml", WriteOrderResponse(order));
}

void AddCatalogues(const Municipality& municipality, int year, ZipFile& zip) {
  for (const Supplier& supplier : Suppliers()) {
    if (!supplier.in_platform || !supplier.group->shipped) continue;
    zip.Add("katalog-" + supplier.organisation_number + ".xml", WriteCatalogue(supplier, municipality, year));
  }
}

}  // namespace

Result<int> WritePlatform(const std::filesystem::path& folder, const Municipality& municipality,
                          const std::vector<Document>& documents, const std::vector<int>& years) {
  const std::vector<Order> orders = OrdersOf(documents);
  std::map<Month, Sent> months = ByMonth(orders);
  for (const int year : years) months[MonthOf(MakeDate(year, 1, 1))];
  for (const auto& [month, sent] : months) {
    ZipFile zip(folder / (IsoMonth(month) + ".zip"), month);
    if (month.month() == std::chrono::January) AddCatalogues(municipality, static_cast<int>(month.year()), zip);
    for (const Order* order : sent.orders) AddOrder(*order, zip);
    for (const Order* order : sent.changes) zip.Add("ordreendring-" + order->number + ".xml", WriteOrderChange(*order));
    for (const Order* order : sent.answers) AddAnswer(*order, zip);
    for (const Order* order : sent.despatches) zip.Add("pakkseddel-" + order->number + ".xml", WriteDespatchAdvice(*order));
    if (!sent.receipts.empty()) zip.Add("varemottak-" + IsoMonth(month) + ".csv", ReceiptTable(sent.receipts));
    HELHET_RETURN_IF_ERROR(zip.Close());
  }
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "brukere.csv", UserTable(municipality, years)));
  return static_cast<int>(orders.size());
}

}  // namespace helhet::model_case
