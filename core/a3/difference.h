// How two editions of a sheet differ, for a person to read.
#pragma once

#include <string>

#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/model/v1/a3.pb.h"

namespace helhet::a3 {

// Lines of one text that are held together line by line; longer texts are told whole, all before and then all after, as the
// time that it takes grows with the square.
inline constexpr size_t kComparedLines = 2000;

// What differs from one sheet to the other. Items of lists are held together by what tells them apart, not by their place:
// an action that has moved and says the same is no change but of the order.
api::v1::A3Difference DiffSheets(const model::v1::A3& before, const model::v1::A3& after);

// What differs between two items of one kind. Null is one that is not there.
api::v1::A3Change DiffItems(const google::protobuf::Message* before, const google::protobuf::Message* after);

// The difference in a few lines of at most `most_bytes`, for a message: `actions 'kjop': due_date: '2026-06-30' → '2026-09-30'`.
// What is left out is counted.
std::string DifferenceText(const api::v1::A3Difference& difference, size_t most_bytes);

}  // namespace helhet::a3
