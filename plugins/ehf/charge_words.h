// Tells invoice fees and freight from other charges and from goods: by code first (UNCL7161), then by words.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "helhet/model/v1/invoice.pb.h"

namespace helhet::ehf {

// What a line or charge is, and the rule that told: `code: FC`, `word: fakturagebyr`; empty when none did.
struct ChargeVerdict {
  model::v1::ChargeKind kind = model::v1::CHARGE_KIND_UNSPECIFIED;
  std::string rule;
};

// The rules, made once. Words are Norwegian and English, compared without regard to case, as whole words:
// `Fraktbrev` is no freight. A word behind `inkl`, `uten`, `fri` and the like says that there is none of it.
class ChargeWords {
 public:
  // `fees` and `freight` are further words of a municipality's own.
  ChargeWords(const std::vector<std::string>& fees, const std::vector<std::string>& freight);

  // A charge: its code, else words anywhere in its reason; CHARGE_KIND_OTHER when nothing tells.
  ChargeVerdict OfCharge(std::string_view reason_code, std::string_view reason) const;
  // A line: clear words anywhere in the item's name, others only where the name begins with them, and in the
  // description only where it begins with them; CHARGE_KIND_ITEM when nothing tells.
  ChargeVerdict OfLine(std::string_view item_name, std::string_view description) const;

 private:
  // How sure a word is.
  enum class Reach { kAnywhere, kAtBeginning, kChargesOnly };
  struct Phrase {
    std::vector<std::string> words;
    model::v1::ChargeKind kind;
    Reach reach;
  };

  void Add(std::string_view text, model::v1::ChargeKind kind, Reach reach);
  template <typename Allows>
  ChargeVerdict Find(const std::vector<std::string>& words, Allows allows) const;

  std::unordered_map<std::string, std::vector<Phrase>> by_first_word_;
};

}  // namespace helhet::ehf
