// From the bytes of a document to the facts it states.
#pragma once

#include <string_view>
#include <vector>

#include "helhet/status.h"
#include "reading.h"

namespace helhet::ehandel {

// Reads a document of e-commerce: one fact, but of a despatch or receipt advice one for each order. Refuses what is
// no such document (not_e_commerce, and the reasons of XmlDocument::Parse), and what its reader refuses.
Result<std::vector<Reading>> ReadXmlDocument(std::string_view bytes);

}  // namespace helhet::ehandel
