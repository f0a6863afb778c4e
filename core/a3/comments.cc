#include "core/a3/comments.h"

#include <algorithm>

#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/configuration/held_resources.h"
#include "core/model/time_text.h"

namespace helhet::a3 {
namespace {

// C0 and C1 controls, and those that turn the direction of text round (Unicode 15, 23.2): a comment must read as it was written.
bool HasControlCharacters(const std::string& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) return true;
    const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) return true;
    const std::string three = text.substr(i, 3);
    if ((three >= "\u202A" && three <= "\u202E") || (three >= "\u2066" && three <= "\u2069")) return true;
  }
  return false;
}

Status CheckText(const std::string& text) {
  const auto wrong = [](const char* why, const char* remedy) {
    return InvalidArgument(std::string("comment: ") + why).WithReason("comment_invalid").WithSetting("text").WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
  };
  if (text.find_first_not_of(" \n\t") == std::string::npos) return wrong("it is empty", "say something");
  if (text.size() > kCommentBytes) return wrong("it is longer than 4,096 bytes", "shorten it, or write it on the sheet");
  if (HasControlCharacters(text)) return wrong("it has control characters", "remove them");
  return OkStatus();
}

}  // namespace

Result<api::v1::AddA3CommentResponse> AddComment(store::TenantStore& store, const api::v1::AddA3CommentRequest& request, const Act& act) {
  HELHET_RETURN_IF_ERROR(CheckText(request.text()));
  if (!model::v1::A3Box_IsValid(request.box())) {
    return InvalidArgument("comment: there is no box " + std::to_string(request.box())).WithReason("comment_invalid").WithSetting("box")
        .WithRemedy("name one of the template's, or leave it out").WithClass(ErrorClass::kConfiguration);
  }
  api::v1::AddA3CommentResponse response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    // Two that comment at once get different numbers.
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(const model::v1::A3 sheet, LoadVisible(store, act.caller, request.a3_id()));
    HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne("SELECT COUNT(*) FROM a3_comment WHERE municipality_id = $1 AND a3_id = $2", {sheet.a3_id()}));
    const int64_t there = store::AsInteger(row[0]);
    if (there >= kComments) {
      return ResourceExhausted("a3 '" + sheet.a3_id() + "': it has " + std::to_string(there) + " comments, and no more are taken").WithReason("comments_full")
          .WithRemedy("go on with the sheet of the next year").WithClass(ErrorClass::kConfiguration);
    }
    model::v1::A3Comment& comment = *response.mutable_comment();
    comment.set_comment_number(static_cast<int32_t>(there) + 1);
    comment.set_created_at(model::TimeText(act.now_us));
    comment.set_author(act.caller.title);
    comment.set_edition(sheet.edition());
    comment.set_box(request.box());
    comment.set_text(request.text());
    return store.Execute("INSERT INTO a3_comment (municipality_id, a3_id, comment_number, body) VALUES ($1, $2, $3, $4)",
                         {sheet.a3_id(), there + 1, configuration::ToJson(comment)}).status();
  }));
  return response;
}

Result<api::v1::ListA3CommentsResponse> ListComments(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int page_size,
                                                     int64_t after) {
  HELHET_RETURN_IF_ERROR(LoadVisible(store, caller, a3_id).status());
  api::v1::ListA3CommentsResponse response;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT body FROM a3_comment WHERE municipality_id = $1 AND a3_id = $2 AND comment_number > $3 ORDER BY comment_number LIMIT $4",
      {a3_id, after, int64_t{page_size} + 1}, [&](const store::Row& row) -> Status {
        if (response.comments_size() == page_size) {
          response.set_next_page_token(std::to_string(response.comments(page_size - 1).comment_number()));
          return OkStatus();
        }
        return configuration::FromJson(store::AsText(row[0]), *response.add_comments());
      }));
  return response;
}

}  // namespace helhet::a3
