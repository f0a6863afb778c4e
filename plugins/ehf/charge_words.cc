#include "charge_words.h"

#include <algorithm>

namespace helhet::ehf {
namespace {

using model::v1::CHARGE_KIND_FREIGHT;
using model::v1::CHARGE_KIND_INVOICE_FEE;
using model::v1::CHARGE_KIND_ITEM;
using model::v1::CHARGE_KIND_OTHER;
using model::v1::ChargeKind;

struct CodeRule {
  std::string_view code;
  ChargeKind kind;
};
// UNCL7161. It has no single code for an invoice fee; these are the ones that are used for it.
constexpr CodeRule kCodes[] = {
    {"IS", CHARGE_KIND_INVOICE_FEE},   // invoicing
    {"MI", CHARGE_KIND_INVOICE_FEE},   // mail invoice
    {"ML", CHARGE_KIND_INVOICE_FEE},   // mail invoice to each location
    {"PA", CHARGE_KIND_INVOICE_FEE},   // invoice with shipment
    {"AEL", CHARGE_KIND_INVOICE_FEE},  // small order processing
    {"DAN", CHARGE_KIND_INVOICE_FEE},  // minimum order not fulfilled
    {"FC", CHARGE_KIND_FREIGHT},       // freight
    {"FAC", CHARGE_KIND_FREIGHT},      // freight, extraordinary handling
    {"DL", CHARGE_KIND_FREIGHT},       // delivery
    {"ADZ", CHARGE_KIND_FREIGHT},      // direct delivery
    {"AAT", CHARGE_KIND_FREIGHT},      // rush delivery
    {"ID", CHARGE_KIND_FREIGHT},       // inside delivery
    {"RE", CHARGE_KIND_FREIGHT},       // re-delivery
    {"AEC", CHARGE_KIND_FREIGHT},      // distribution
    {"CAB", CHARGE_KIND_FREIGHT},      // cartage
    {"TV", CHARGE_KIND_FREIGHT},       // transportation by vendor
    {"TT", CHARGE_KIND_FREIGHT},       // transportation, third party billing
    {"SAA", CHARGE_KIND_FREIGHT},      // shipping and handling
    {"HD", CHARGE_KIND_FREIGHT},       // handling
    {"SH", CHARGE_KIND_FREIGHT},       // special handling
    {"PC", CHARGE_KIND_FREIGHT},       // packing
    {"ABL", CHARGE_KIND_FREIGHT},      // additional packaging
    {"SAD", CHARGE_KIND_FREIGHT},      // special packaging
    {"AEV", CHARGE_KIND_OTHER},        // environmental protection
};

// Words that say what a line is wherever in its name they stand; that do so only where the name begins with
// them; and that do so only for a charge, as a line of that name may well be the service that was bought.
struct WordList {
  ChargeKind kind;
  std::string_view anywhere, at_beginning, charges_only;  // between commas
};
constexpr WordList kWords[] = {
    {CHARGE_KIND_INVOICE_FEE,
     "fakturagebyr, faktura gebyr, faktureringsgebyr, fakturahonorar, fakturatillegg, fakturakostnad, papirfakturagebyr, "
     "ehf gebyr, ekspedisjonsgebyr, administrasjonsgebyr, adm gebyr, ordregebyr, småordregebyr, småordretillegg, "
     "termingebyr, invoice fee, invoicing fee, billing fee, invoice charge, small order fee, order fee, administration fee",
     "invoicing",
     "fakturering, faktura, administrasjon, ekspedisjon, invoice"},
    {CHARGE_KIND_FREIGHT,
     "fraktkostnad, fraktkostnader, fraktgebyr, frakttillegg, fraktomkostninger, fraktutgifter, portokostnader, "
     "portoutgifter, forsendelseskostnader, sendingskostnader, leveringsgebyr, leveringskostnad, leveringskostnader, "
     "leveringstillegg, utkjøringsgebyr, utkjøringstillegg, transportgebyr, transporttillegg, transportkostnad, "
     "transportkostnader, emballasjegebyr, emballasjetillegg, håndteringsgebyr, drivstofftillegg, freight charge, "
     "shipping cost, shipping fee, delivery fee, delivery charge, handling fee",
     "frakt, porto, forsendelse, utkjøring, freight, shipping, postage",
     "levering, transport, emballasje, pakking, håndtering, delivery, handling, packing, packaging, transportation"},
    {CHARGE_KIND_OTHER, "miljøgebyr, miljøavgift, miljøtillegg, purregebyr, inkassogebyr, environmental fee", "", ""},
};

// Words behind which a word says that something is included or left out.
constexpr std::string_view kNegations[] = {"uten",  "inkl",      "inkludert", "inklusive", "inklusiv", "ekskl", "eksklusive",
                                           "eks",   "fri",       "fritt",     "gratis",    "no",       "free",  "without",
                                           "incl",  "including", "excl",      "excluding", "ingen"};

// Lower-case words of letters and digits: ASCII, and the Norwegian, Swedish and Danish letters.
std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      // Upper-case letters of Latin-1 are C3 80 to C3 9E in UTF-8, lower-case ones 20 further on.
      const bool is_upper = !word.empty() && static_cast<unsigned char>(word.back()) == 0xC3 && byte >= 0x80 && byte <= 0x9E;
      word += static_cast<char>(is_upper ? byte + 0x20 : byte);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c + 32);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// The phrases between commas.
std::vector<std::string_view> Split(std::string_view list) {
  std::vector<std::string_view> phrases;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(',', at), list.size());
    phrases.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return phrases;
}

bool IsNegated(const std::vector<std::string>& words, size_t at) {
  return at > 0 && std::find(std::begin(kNegations), std::end(kNegations), words[at - 1]) != std::end(kNegations);
}

}  // namespace

ChargeWords::ChargeWords(const std::vector<std::string>& fees, const std::vector<std::string>& freight) {
  for (const std::string& text : fees) Add(text, CHARGE_KIND_INVOICE_FEE, Reach::kAnywhere);
  for (const std::string& text : freight) Add(text, CHARGE_KIND_FREIGHT, Reach::kAnywhere);
  for (const WordList& list : kWords) {
    for (const std::string_view text : Split(list.anywhere)) Add(text, list.kind, Reach::kAnywhere);
    for (const std::string_view text : Split(list.at_beginning)) Add(text, list.kind, Reach::kAtBeginning);
    for (const std::string_view text : Split(list.charges_only)) Add(text, list.kind, Reach::kChargesOnly);
  }
}

void ChargeWords::Add(std::string_view text, ChargeKind kind, Reach reach) {
  auto words = Words(text);
  if (words.empty()) return;
  auto& phrases = by_first_word_[words.front()];
  phrases.push_back({std::move(words), kind, reach});
}

// The first phrase in `words` that `allows(phrase, its place)`, and that nothing before it negates.
template <typename Allows>
ChargeVerdict ChargeWords::Find(const std::vector<std::string>& words, Allows allows) const {
  for (size_t at = 0; at < words.size(); ++at) {
    const auto found = by_first_word_.find(words[at]);
    if (found == by_first_word_.end() || IsNegated(words, at)) continue;
    for (const Phrase& phrase : found->second) {
      const bool fits = phrase.words.size() <= words.size() - at &&
                        std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<ptrdiff_t>(at));
      if (!fits || !allows(phrase, at)) continue;
      std::string rule = "word:";
      for (const std::string& word : phrase.words) rule += " " + word;
      return {phrase.kind, rule};
    }
  }
  return {};
}

ChargeVerdict ChargeWords::OfCharge(std::string_view reason_code, std::string_view reason) const {
  for (const CodeRule& rule : kCodes) {
    if (rule.code == reason_code) return {rule.kind, "code: " + std::string(rule.code)};
  }
  ChargeVerdict verdict = Find(Words(reason), [](const Phrase&, size_t) { return true; });
  if (verdict.kind == model::v1::CHARGE_KIND_UNSPECIFIED) verdict.kind = CHARGE_KIND_OTHER;
  return verdict;
}

ChargeVerdict ChargeWords::OfLine(std::string_view item_name, std::string_view description) const {
  ChargeVerdict verdict = Find(Words(item_name), [](const Phrase& phrase, size_t at) {
    return phrase.reach == Reach::kAnywhere || (phrase.reach == Reach::kAtBeginning && at == 0);
  });
  if (verdict.kind == model::v1::CHARGE_KIND_UNSPECIFIED) {
    verdict = Find(Words(description.substr(0, 100)),
                   [](const Phrase& phrase, size_t at) { return phrase.reach != Reach::kChargesOnly && at == 0; });
  }
  if (verdict.kind == model::v1::CHARGE_KIND_UNSPECIFIED) verdict.kind = CHARGE_KIND_ITEM;
  return verdict;
}

}  // namespace helhet::ehf
