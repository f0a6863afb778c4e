// From what a connector sent to what the store takes: each record checked, hashed and given its unit.
#pragma once

#include <string>
#include <vector>

#include "core/model/unit_tree.h"
#include "helhet/model/v1/organisation.pb.h"
#include "helhet/plugin/v1/record.pb.h"

namespace helhet::run {

// A record that has been looked at. Either a fact, a deletion, or a refusal.
struct MappedRecord {
  plugin::v1::Record record;  // with content `refusal` when the hub itself refuses it
  std::string kind;           // of a fact: invoice
  std::string month;          // of a fact: 2023-04
  std::string unit_id;        // of a fact; empty = waits
  std::string content_hash;   // of a fact: SHA-256 of its serialised form
  int64_t raw_payload_id = 0; // of the bytes that came with it, once they are stored
};

// What mapping needs to know. Must outlive the mapper.
struct MappingRules {
  const model::UnitTree* units = nullptr;
  // Schemes of unit codes in the order in which they are tried; empty means the fact's own order.
  std::vector<std::string> unit_code_schemes;
};

// The unit that a fact belongs to by its codes on its date; empty when none of them is known. Agreements, catalogues and
// updates of orders that come without a code belong to the whole municipality: the unit at the top.
std::string ResolveUnit(std::string_view kind, const std::vector<model::v1::UnitCode>& codes, const std::string& date, const MappingRules& rules);

// Checks and maps the records of a batch, in their order. A record that the hub cannot store as a fact
// becomes a refusal that says why; nothing is dropped.
std::vector<MappedRecord> MapBatch(plugin::v1::Batch& batch, const MappingRules& rules);

}  // namespace helhet::run
