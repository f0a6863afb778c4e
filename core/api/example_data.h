// Answers about made-up data say so beside the message, so that no method can forget to.
#pragma once

namespace helhet::api {

// Trailing metadata of an answer: identifiers of the municipalities that it is about and whose data are made up
// (Municipality.is_example), joined by commas. Absent when there are none.
inline constexpr char kExampleDataKey[] = "helhet-example-data";

}  // namespace helhet::api
