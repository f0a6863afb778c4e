// The XML of a workbook's parts, as a stream of elements without their prefixes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "helhet/status.h"
#include "xlsx_package.h"

struct XML_ParserStruct;

namespace helhet::sdk {

// An element's attributes, valid during the call that gives them.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // The value of the attribute with that name, whatever its namespace; empty when there is none.
  std::string_view Get(std::string_view name) const;

 private:
  const char** pairs_;
};

// What is told of each element, by its local name. A status ends the reading.
struct XmlHandler {
  std::function<Status(std::string_view name, const XmlAttributes& attributes)> start;
  std::function<Status(std::string_view name)> end;
  std::function<Status(std::string_view text)> text;
};

// Parses one part in pieces. A document type, which no workbook has, is refused (xlsx_damaged), so that no entity can
// grow; so are elements too deep in one another and broken XML, with the line.
class XlsxXml {
 public:
  XlsxXml(XlsxPart part, XmlHandler handler);
  XlsxXml(const XlsxXml&) = delete;
  XlsxXml& operator=(const XlsxXml&) = delete;
  ~XlsxXml();

  // Parses the next piece; false at the end of the part.
  Result<bool> ParsePiece();
  // Parses all that is left.
  Status ParseAll();

 private:
  friend struct XmlCallbacks;
  void Stop(Status status);

  XlsxPart part_;
  XmlHandler handler_;
  XML_ParserStruct* parser_;
  Status status_;
  int depth_ = 0;
  bool at_end_ = false;
};

}  // namespace helhet::sdk
