#include "platform_tables.h"

#include <algorithm>

#include "random.h"
#include "xml_text.h"

namespace helhet::model_case {
namespace {

// 1250 as `12,5` would be read too; two decimals are what the platform writes.
std::string WithComma(int64_t hundredths) {
  std::string text = Hundredths(hundredths);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

// People who may order of an address: some tens in a large one. From 2024 on more are let in each quarter.
int64_t UsersOf(const Address& address, int year, int quarter) {
  Random random(address.buyer_reference);
  const int64_t at_start = 6 + address.weight / 2 + random.Below(8);
  const int64_t quarters_since_actions = year < 2024 ? 0 : quarter;
  return at_start + quarters_since_actions * (1 + at_start / 5);
}

}  // namespace

std::string ReceiptTable(const std::vector<const Order*>& orders) {
  std::string text =
      "Varemottak;Dato;Ordrenummer;Kjøper orgnr;Leverandør orgnr;Linje;Ordrelinje;Varenummer;Antall;Enhetskode;Referanse\n";
  for (const Order* order : orders) {
    for (const OrderLine& line : order->lines) {
      text.append("VM-").append(order->number).append(";").append(NorwegianDate(order->receipt_date)).append(";").append(order->number);
      text.append(";").append(order->buyer_number).append(";").append(order->supplier->organisation_number);
      text.append(";").append(std::to_string(line.number)).append(";").append(std::to_string(line.number));
      text.append(";").append(ItemNumber(*order->supplier->group, *line.item)).append(";").append(WithComma(line.received_hundredths));
      text.append(";").append(line.item->unit_code).append(";").append(order->address->buyer_reference).append("\n");
    }
  }
  return text;
}

std::string UserTable(const Municipality& municipality, const std::vector<int>& years) {
  std::string text = "Dato;Referanse;Brukere\n";
  for (const int year : years) {
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const std::string day = NorwegianDate(MakeDate(year, 3 * quarter - 2, 1));
      for (const BuyingGroup& group : municipality.groups) {
        for (const Address& address : group.addresses) {
          const bool is_entered = !address.organisation_number.empty();
          if (!is_entered || year < address.first_year || year > address.last_year) continue;
          text.append(day).append(";").append(address.buyer_reference).append(";");
          text.append(std::to_string(UsersOf(address, year, quarter))).append("\n");
        }
      }
    }
  }
  return text;
}

}  // namespace helhet::model_case
