#include "posting_line.h"

#include "helhet/values/quoted.h"
#include "kostra_code.h"
#include "saft_limits.h"

namespace helhet::saft {

Result<LineAmount> LineReader::Read(const Line& line, const LinePlace& place, model::v1::LedgerEntryLine& into) {
  into.set_line_id(line.record_id);
  into.set_account(line.account_id);
  into.set_description(line.description);
  for (const LineDimension& dimension : line.dimensions) ReadDimension(dimension, place, into);
  if (into.art().empty()) into.set_art(master_files_.ArtOf(line.account_id));
  if (line.debit.empty() && line.credit.empty()) {
    flags_.Add("amount_missing", place.Name(), "neither DebitAmount nor CreditAmount has an amount; taken as 0");
  }
  LineAmount amount;
  HELHET_ASSIGN_OR_RETURN(amount.debit_minor, AmountMinor(line.debit, decimals_, place, flags_));
  HELHET_ASSIGN_OR_RETURN(amount.credit_minor, AmountMinor(line.credit, decimals_, place, flags_));
  into.set_amount_minor(amount.debit_minor - amount.credit_minor);
  return amount;
}

void LineReader::ReadDimension(const LineDimension& dimension, const LinePlace& place, model::v1::LedgerEntryLine& into) {
  const std::string_view meaning = dimensions_.MeaningOf(dimension.type, master_files_);
  if (meaning.empty() || dimension.id.empty()) return;
  // What divides a line over several values of one type keeps its first: a line of the model has one.
  const auto put = [&](std::string* field, std::string value) {
    if (field->empty()) {
      *field = std::move(value);
    } else if (*field != value) {
      flags_.Add("dimension_repeated", place.Name(), "has both " + sdk::Quoted(*field) + " and " + sdk::Quoted(value) + " as " + std::string(meaning) +
                                                  "; the first is taken");
    }
  };
  if (meaning == "art" || meaning == "function") {
    std::string code = meaning == "art" ? KostraArt(dimension.id) : KostraFunction(dimension.id);
    if (code.empty()) return flags_.Add("kostra_code_invalid", place.Name(), sdk::Quoted(dimension.id) + " is no " + std::string(meaning) + " of KOSTRA");
    put(meaning == "art" ? into.mutable_art() : into.mutable_function(), std::move(code));
    return;
  }
  if (meaning == "responsibility") put(into.mutable_responsibility(), dimension.id);
  if (meaning == "project") put(into.mutable_project(), dimension.id);
  AddUnitCode(meaning, dimension.id);
}

void LineReader::AddUnitCode(std::string_view scheme, const std::string& code) {
  for (const auto& known : fact_.unit_codes()) {
    if (known.code() == code && known.scheme() == scheme) return;
  }
  if (fact_.unit_codes_size() == kUnitCodes) {
    return flags_.Add("unit_codes_left_out", "", "the posting has more than " + std::to_string(kUnitCodes) + " codes of units");
  }
  auto* added = fact_.add_unit_codes();
  added->set_scheme(std::string(scheme));
  added->set_code(code);
}

}  // namespace helhet::saft
