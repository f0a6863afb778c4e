// The texts of the command line in bokmål, nynorsk and English. The catalogues are texts_*.h.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace helhet::cli {

enum class Language { kBokmaal, kNynorsk, kEnglish };

// One text in all three languages. It does not compile when one of them is missing, or when they do not take
// the same values ({}, {0}, … as in fmt).
struct Text {
  consteval Text(std::string_view nb, std::string_view nn, std::string_view en) : nb(nb), nn(nn), en(en) {
    if (!IsWhole(nb, nn, en)) throw "a language is missing, or takes other values than the others";
  }

  constexpr std::string_view In(Language language) const {
    return language == Language::kBokmaal ? nb : language == Language::kNynorsk ? nn : en;
  }

  static constexpr bool IsWhole(std::string_view nb, std::string_view nn, std::string_view en) {
    return !nb.empty() && !nn.empty() && !en.empty() && Places(nb) == Places(nn) && Places(nb) == Places(en);
  }

  std::string_view nb;
  std::string_view nn;
  std::string_view en;

 private:
  // Number of places for values.
  static constexpr int Places(std::string_view text) {
    int places = 0;
    for (const char c : text) places += c == '{';
    return places;
  }
};

// The text with its values put in.
template <typename... Values>
std::string Say(Language language, const Text& text, const Values&... values) {
  return fmt::format(fmt::runtime(text.In(language)), values...);
}

}  // namespace helhet::cli
