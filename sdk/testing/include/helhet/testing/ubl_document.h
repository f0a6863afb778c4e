// For tests of connectors that read UBL: documents made from texts, and changed one thing at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::testing {

// An element with UBL's namespaces around `inner`: `Invoice`, `CreditNote`, `Order`.
inline std::string UblDocument(const std::string& root, const std::string& inner) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root + " xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:" +
         root + "-2\" xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\"" +
         " xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\n" + inner + "</" + root + ">\n";
}

// `text` with every `from` as `to`; there must be one.
inline std::string With(std::string text, const std::string& from, const std::string& to) {
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << "nothing to replace: " << from;
  for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

inline bool HasFlag(const model::v1::Fact& fact, const std::string& rule) {
  for (const auto& flag : fact.flags()) {
    if (flag.rule() == rule) return true;
  }
  return false;
}

}  // namespace helhet::testing
