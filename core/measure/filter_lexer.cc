#include "core/measure/filter_lexer.h"

namespace helhet::measure {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || IsDigit(c); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Lexer {
 public:
  explicit Lexer(std::string_view filter) : filter_(filter) {}

  Result<std::vector<Token>> Read() {
    while (true) {
      while (at_ < filter_.size() && IsBlank(filter_[at_])) ++at_;
      start_ = at_;
      if (at_ == filter_.size()) break;
      HELHET_RETURN_IF_ERROR(ReadOne());
    }
    Add(TokenKind::kEnd, "");
    return std::move(tokens_);
  }

 private:
  Status ReadOne() {
    const char c = filter_[at_];
    if (IsDigit(c)) {
      ReadNumber();
    } else if (IsWordCharacter(c)) {
      while (at_ < filter_.size() && IsWordCharacter(filter_[at_])) ++at_;
      Add(TokenKind::kWord, std::string(filter_.substr(start_, at_ - start_)));
    } else if (c == '"' || c == '\'') {
      return ReadText(c);
    } else {
      return ReadSign();
    }
    return OkStatus();
  }

  void ReadNumber() {
    while (at_ < filter_.size() && IsDigit(filter_[at_])) ++at_;
    if (at_ + 1 < filter_.size() && filter_[at_] == '.' && IsDigit(filter_[at_ + 1])) {
      ++at_;
      while (at_ < filter_.size() && IsDigit(filter_[at_])) ++at_;
    }
    Add(TokenKind::kNumber, std::string(filter_.substr(start_, at_ - start_)));
  }

  Status ReadText(char quote) {
    std::string text;
    for (++at_; at_ < filter_.size(); ++at_) {
      char c = filter_[at_];
      if (c == quote) {
        ++at_;
        Add(TokenKind::kText, std::move(text));
        return OkStatus();
      }
      if (c == '\\') {
        const char next = at_ + 1 < filter_.size() ? filter_[at_ + 1] : '\0';
        if (next != '\\' && next != '"' && next != '\'') {
          return FilterError(at_ + 1, "a backslash stands before another character than \\, \" and '", "write two for a backslash");
        }
        c = next;
        ++at_;
      }
      // PostgreSQL takes no zero byte in a text, and no source writes control characters on purpose.
      if (static_cast<unsigned char>(c) < 0x20) {
        return FilterError(at_ + 1, "a text holds a control character", "leave it out");
      }
      text += c;
    }
    return FilterError(start_ + 1, "a text is not ended", std::string("end it with ") + quote);
  }

  Status ReadSign() {
    for (const std::string_view sign : {"!=", "<=", ">=", "=", "<", ">", ":", "(", ")", ".", "-", "+", "*"}) {
      if (filter_.substr(at_).starts_with(sign)) {
        at_ += sign.size();
        Add(TokenKind::kSign, std::string(sign));
        return OkStatus();
      }
    }
    return FilterError(at_ + 1, std::string("'") + filter_[at_] + "' has no meaning in a filter", "write texts in quotes");
  }

  void Add(TokenKind kind, std::string text) { tokens_.push_back({kind, std::move(text), start_ + 1}); }

  std::string_view filter_;
  size_t at_ = 0;
  size_t start_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> ReadTokens(std::string_view filter) { return Lexer(filter).Read(); }

Status FilterError(size_t position, const std::string& why, const std::string& remedy) {
  return InvalidArgument("filter at " + std::to_string(position) + ": " + why)
      .WithReason("filter_invalid")
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::measure
