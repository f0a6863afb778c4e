// From the bytes of a document to the facts it states.
#pragma once

#include <string_view>
#include <vector>

#include "helhet/status.h"
#include "reading.h"

namespace helhet::ehandel {

// What became of a document.
struct DocumentReading {
  // Not OK for a document that is refused: what is no document of e-commerce (not_e_commerce, and the reasons of
  // XmlDocument::Parse), and what its reader refuses.
  Status status;
  // The stream that a document of its kind belongs to, refused or not; that of orders when its kind is not known, where a
  // person will look for it.
  const char* stream = kOrders;
  // One, but of a despatch or receipt advice one for each order.
  std::vector<Reading> readings;
};

DocumentReading ReadXmlDocument(std::string_view bytes);

}  // namespace helhet::ehandel
