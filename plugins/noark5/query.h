// What a list is asked for: OData parameters in the place that a templated link has for them.
#pragma once

#include <string>
#include <string_view>

#include "resource.h"

namespace helhet::noark5 {

struct Query {
  std::string filter;    // `tittel eq 'x'`
  std::string order_by;  // `opprettetDato asc`

  bool empty() const { return filter.empty() && order_by.empty(); }
};

// Whether the link has a place for the parameter, `$filter`.
bool Takes(const Link& link, std::string_view parameter);

// The address with those parameters of the query that the link has a place for.
std::string Expand(const Link& link, const Query& query);

// A text inside a filter: in single quotes, those within it doubled (OData 4.01, part 2, section 5.1.1.6.1).
std::string Literal(std::string_view text);

}  // namespace helhet::noark5
