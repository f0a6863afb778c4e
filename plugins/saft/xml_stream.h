// XML as it flows by: elements by their local names, in pieces of any size, in bounded memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "helhet/status.h"

struct XML_ParserStruct;

namespace helhet::saft {

// Takes what a document says, in its order.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // `name` without its prefix; `attributes` are names and values in turn, ended by null. A status that is not OK
  // ends the reading.
  virtual Status Start(std::string_view name, const char* const* attributes) = 0;
  virtual Status End() = 0;
  // A piece of the text of the innermost element, UTF-8.
  virtual void Text(std::string_view piece) = 0;
};

// One document. Names are compared without prefix and namespace, for published files have them with either, both
// and none. Refuses: not_xml, xml_malformed, xml_encoding (other than UTF-8, UTF-16, ISO-8859-1 and US-ASCII),
// xml_doctype (a document type declaration: the way in for entity bombs and other people's files), xml_too_deep,
// xml_token_too_long; each message ends in the place.
class XmlStream {
 public:
  // `handler` outlives the stream.
  explicit XmlStream(XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  // Takes the next bytes of the document; `is_last` when there are no more. After an error nothing more is taken.
  Status Feed(std::string_view bytes, bool is_last);

  // Of the tag at hand, from within the handler: its first byte in the document, and the first behind it.
  uint64_t begin() const;
  uint64_t end() const;
  // `line 12, byte 345` of the tag at hand, or of the error; lines from 1.
  std::string Place() const;

 private:
  // What expat calls, with the stream as its user data.
  struct Calls;
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };
  void Stop(Status status);
  Status Error() const;

  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  Status status_;        // why it was stopped
  uint64_t fed_bytes_ = 0;
  int depth_ = 0;
  bool has_root_ = false;
  bool begins_as_xml_ = true;
};

}  // namespace helhet::saft
