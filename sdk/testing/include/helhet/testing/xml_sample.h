// For tests: a UBL document by another XML library than the product's, and by plain paths. Link LibXml2::LibXml2.
#pragma once

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace helhet::testing {

// A document in libxml2.
class XmlSample {
 public:
  explicit XmlSample(const std::filesystem::path& path)
      : document_(xmlReadFile(path.c_str(), nullptr, XML_PARSE_NONET), xmlFreeDoc), context_(xmlXPathNewContext(document_.get()), xmlXPathFreeContext) {
    const auto space = [&](const char* prefix, const char* uri) {
      xmlXPathRegisterNs(context_.get(), reinterpret_cast<const xmlChar*>(prefix), reinterpret_cast<const xmlChar*>(uri));
    };
    space("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2");
    space("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2");
  }

  std::string root() const { return reinterpret_cast<const char*>(xmlDocGetRootElement(document_.get())->name); }
  // Text of the first node on a path below the root; empty when there is none.
  std::string Text(const std::string& path) const { return Evaluate("normalize-space(/*/" + path + ")"); }
  int Count(const std::string& path) const { return std::atoi(Evaluate("count(/*/" + path + ")").c_str()); }
  // The number on a path times `factor`, or 0 when there is none.
  int64_t Scaled(const std::string& path, long double factor) const { return std::llround(std::strtold(Text(path).c_str(), nullptr) * factor); }
  // The amount on a path in hundredths, or `otherwise` when there is none; negative on a credit note.
  int64_t Cents(const std::string& path, int64_t otherwise = 0) const {
    const std::string text = Text(path);
    if (text.empty()) return otherwise;
    return std::llround(std::strtold(text.c_str(), nullptr) * 100) * sign();
  }
  int sign() const { return root() == "CreditNote" ? -1 : 1; }

 private:
  std::string Evaluate(const std::string& expression) const {
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> result(
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(expression.c_str()), context_.get()), xmlXPathFreeObject);
    const std::unique_ptr<xmlChar, void (*)(void*)> text(xmlXPathCastToString(result.get()), [](void* t) { xmlFree(t); });
    return reinterpret_cast<const char*>(text.get());
  }

  std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document_;
  std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context_;
};

}  // namespace helhet::testing
