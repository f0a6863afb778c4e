// What people say of sheets, as rows that are never changed.
#pragma once

#include <string>

#include "core/a3/year.h"

namespace helhet::a3 {

// A comment is a paragraph; what is longer belongs on the sheet.
inline constexpr size_t kCommentBytes = 4096;
// Comments of one sheet: a year of workshops has some hundred.
inline constexpr int64_t kComments = 10'000;

// Records a comment on the newest edition. NOT_FOUND when the caller may not see the sheet; INVALID_ARGUMENT for a text that is empty,
// too long or has control characters; RESOURCE_EXHAUSTED when the sheet has kComments.
Result<api::v1::AddA3CommentResponse> AddComment(store::TenantStore& store, const api::v1::AddA3CommentRequest& request, const Act& act);

// Oldest first, after the comment of that number. NOT_FOUND as above. The page token is the last number.
Result<api::v1::ListA3CommentsResponse> ListComments(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int page_size,
                                                     int64_t after);

}  // namespace helhet::a3
