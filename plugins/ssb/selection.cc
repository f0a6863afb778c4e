#include "selection.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace helhet::ssb {
namespace {

using jsonstat::Dimension;
using Marks = std::vector<bool>;

// `name(arguments)` taken apart; no name when the text has no such form.
struct Call {
  std::string name;
  std::vector<std::string> arguments;
};

Call ParseCall(std::string_view text) {
  const size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return {};
  Call call;
  for (const char c : text.substr(0, open)) call.name += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  for (std::string_view rest = text.substr(open + 1, text.size() - open - 2);;) {
    const size_t comma = rest.find(',');
    std::string argument(rest.substr(0, comma));
    argument.erase(0, std::min(argument.find_first_not_of(' '), argument.size()));
    call.arguments.push_back(std::move(argument));
    if (comma == std::string_view::npos) return call;
    rest.remove_prefix(comma + 1);
  }
}

// Glob with `*` and `?`, by characters: a two-byte letter is one character.
bool Matches(std::string_view pattern, std::string_view text) {
  const auto next = [](std::string_view rest) {
    size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) ++length;
    return length;
  };
  size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t += next(text.substr(t));
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      retry += next(text.substr(retry));
      t = retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::optional<size_t> Number(const std::string& text) {
  size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class Expression {
 public:
  Expression(const Dimension& dimension, bool is_time, std::string_view text)
      : dimension_(dimension), is_time_(is_time), text_(text) {}

  Status Mark(Marks& marks) const {
    if (const auto position = dimension_.Find(text_)) return MarkRange(*position, *position, marks);
    if (text_.size() > 2 && text_.front() == '[' && text_.back() == ']') {
      return Expression(dimension_, is_time_, text_.substr(1, text_.size() - 2)).Mark(marks);
    }
    const Call call = ParseCall(text_);
    if (call.name == "top" || call.name == "bottom") return MarkCount(call, marks);
    if (call.name == "from" || call.name == "to" || call.name == "range") return MarkEnds(call, marks);
    if (text_.find_first_of("*?") != std::string_view::npos) return MarkMatches(marks);
    return Fail("is no code of it");
  }

 private:
  Status Fail(const std::string& what) const {
    return InvalidArgument("variable '" + dimension_.id + "': '" + std::string(text_) + "' " + what)
        .WithReason("selection_invalid")
        .WithClass(ErrorClass::kConfiguration);
  }

  static Status MarkRange(size_t first, size_t last, Marks& marks) {
    for (size_t i = first; i <= last && i < marks.size(); ++i) marks[i] = true;
    return OkStatus();
  }

  Status MarkCount(const Call& call, Marks& marks) const {
    const auto count = Number(call.arguments[0]);
    const auto skip = call.arguments.size() == 2 ? Number(call.arguments[1]) : std::optional<size_t>(0);
    if (call.arguments.size() > 2 || !count || *count == 0 || !skip) {
      return Fail("is not " + call.name + "(n) or " + call.name + "(n,skip)");
    }
    const size_t size = marks.size();
    const size_t begin = std::min(*skip, size);
    const size_t end = begin + std::min(*count, size - begin);
    if (begin == end) return OkStatus();
    const bool from_the_end = is_time_ == (call.name == "top");
    return from_the_end ? MarkRange(size - end, size - begin - 1, marks) : MarkRange(begin, end - 1, marks);
  }

  Status MarkEnds(const Call& call, Marks& marks) const {
    if (call.arguments.size() != (call.name == "range" ? 2u : 1u)) return Fail("has not the codes that it needs");
    std::vector<size_t> ends;
    for (const std::string& code : call.arguments) {
      const auto position = dimension_.Find(code);
      if (!position) return Fail("names '" + code + "', which is no code of it");
      ends.push_back(*position);
    }
    if (call.name == "from") ends.push_back(marks.size() - 1);
    if (call.name == "to") ends.push_back(0);
    return MarkRange(std::min(ends[0], ends[1]), std::max(ends[0], ends[1]), marks);
  }

  Status MarkMatches(Marks& marks) const {
    if (std::count(text_.begin(), text_.end(), '*') > 2) return Fail("has more than two *");
    bool any = false;
    for (size_t i = 0; i < marks.size(); ++i) {
      if (!Matches(text_, dimension_.categories[i].code)) continue;
      marks[i] = true;
      any = true;
    }
    return any ? OkStatus() : Fail("matches no code of it");
  }

  const Dimension& dimension_;
  const bool is_time_;
  const std::string_view text_;
};

}  // namespace

Result<std::vector<std::string>> Expand(const Dimension& dimension, bool is_time,
                                        const std::vector<std::string>& expressions) {
  Marks marks(dimension.categories.size());
  for (const std::string& text : expressions) HELHET_RETURN_IF_ERROR(Expression(dimension, is_time, text).Mark(marks));
  std::vector<std::string> codes;
  for (size_t i = 0; i < marks.size(); ++i) {
    if (marks[i]) codes.push_back(dimension.categories[i].code);
  }
  if (codes.empty()) {
    return InvalidArgument("variable '" + dimension.id + "': the selection chooses nothing")
        .WithReason("selection_invalid")
        .WithClass(ErrorClass::kConfiguration);
  }
  return codes;
}

}  // namespace helhet::ssb
