// The words of a filter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"

namespace helhet::measure {

enum class TokenKind {
  kWord,    // invoice, issue_date, AND, true
  kNumber,  // digits; with a decimal point it is read as one number, to be refused as such
  kText,    // "…" or '…'; the token's text is what stands between, unescaped
  kSign,    // = != < <= > >= : ( ) . - + *
  kEnd,
};

struct Token {
  TokenKind kind;
  std::string text;
  size_t position;  // of the first character, from 1

  bool Is(std::string_view sign) const { return kind == TokenKind::kSign && text == sign; }
  bool IsWord(std::string_view word) const { return kind == TokenKind::kWord && text == word; }
};

// INVALID_ARGUMENT for a character that no filter has, and for a text that is not ended.
Result<std::vector<Token>> ReadTokens(std::string_view filter);

// INVALID_ARGUMENT that names a place in a filter.
Status FilterError(size_t position, const std::string& why, const std::string& remedy);

}  // namespace helhet::measure
