// Looks of text on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace helhet::cli {

enum class Style { kPlain, kHeading, kFaint, kGood, kBad, kWarning, kMark };

// Puts colours on text, or leaves it alone.
class Painter {
 public:
  explicit Painter(bool is_coloured) : is_coloured_(is_coloured) {}
  bool is_coloured() const { return is_coloured_; }

  std::string operator()(Style style, std::string_view text) const {
    if (!is_coloured_ || style == Style::kPlain) return std::string(text);
    return "\x1b[" + std::string(Code(style)) + "m" + std::string(text) + "\x1b[0m";
  }

 private:
  static std::string_view Code(Style style) {
    switch (style) {
      case Style::kHeading: return "1";
      case Style::kFaint: return "2";
      case Style::kGood: return "32";
      case Style::kBad: return "31";
      case Style::kWarning: return "33";
      case Style::kMark: return "1;35";
      case Style::kPlain: break;
    }
    return "0";
  }

  bool is_coloured_;
};

}  // namespace helhet::cli
