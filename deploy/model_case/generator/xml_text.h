// XmlText: writes indented XML in document order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace helhet::model_case {

class XmlText {
 public:
  // The declaration and the root with its attributes, as they stand: `xmlns="..."`.
  XmlText(std::string_view root, std::string_view attributes);

  void Open(std::string_view name);
  void Close();
  // An element with text. Nothing is written for an empty text: Peppol rule R008 forbids empty elements.
  void Leaf(std::string_view name, std::string_view text, std::string_view attribute = {}, std::string_view value = {});
  // An amount in øre as kroner with currencyID="NOK".
  void Amount(std::string_view name, int64_t minor);

  // Closes what is open and gives the text.
  std::string Finish();

 private:
  void Indent();
  void Escaped(std::string_view text);

  std::string text_;
  std::vector<std::string_view> open_;
};

// 12345 as `123.45`.
std::string Hundredths(int64_t value);

}  // namespace helhet::model_case
