// Stores that an older hub has made.
#pragma once

#include <set>
#include <string>

#include "core/store/database.h"

namespace helhet::store {

// Names of the columns of a table; none when there is no such table.
Result<std::set<std::string>> ExistingColumns(Database& database, const std::string& table);

// Raw payloads had their hash for a key until schema 2 (core/decisions/0009). Before the schema's tables are made, this sets such
// a table aside, and after it, gives the payloads their numbers. Facts find them as source objects, by their hash. What two
// connectors brought becomes two copies. Both do nothing in a store that is not that old.
Status SetAsideHashedPayloads(Database& database);
Status NumberHashedPayloads(Database& database);

// Tokens had no groups at first: gives them the column, where it is not there.
Status AddTokenGroups(Database& database);

// Deliveries were of sheets alone at first: gives them the column of exports, where it is not there, and its index.
Status AddDeliveryExports(Database& database);

}  // namespace helhet::store
