// a3, what is said of it: comments.
#include <algorithm>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/texts_sheet_changes.h"
#include "core/cli/validators.h"
#include "core/model/fact_schema.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Sheets = A3Service::Stub;

struct CommentArguments {
  std::string name;
  std::string text;
  std::string box;
};

// As files name them; the whole sheet is empty.
std::string BoxName(model::v1::A3Box box) {
  const auto* value = model::v1::A3Box_descriptor()->FindValueByNumber(box);
  return value == nullptr || box == model::v1::A3_BOX_UNSPECIFIED ? "" : model::EnumText(*value);
}

std::vector<model::v1::A3Box> Boxes() {
  std::vector<model::v1::A3Box> boxes;
  for (int i = 1; i < model::v1::A3Box_descriptor()->value_count(); ++i) {
    boxes.push_back(static_cast<model::v1::A3Box>(model::v1::A3Box_descriptor()->value(i)->number()));
  }
  return boxes;
}

std::vector<std::string> BoxNames() {
  std::vector<std::string> names;
  for (const auto box : Boxes()) names.push_back(BoxName(box));
  return names;
}

Table CommentsTable(const Session& session, const std::vector<model::v1::A3Comment>& comments) {
  const Language in = session.language();
  Table table({{"comment_number", "#", Align::kRight},
               {"created_at", session.Say(text::kWritten)},
               {"author", session.Say(text::kAuthor), Align::kLeft, true},
               {"edition", session.Say(text::kEditionColumn), Align::kRight},
               {"box", session.Say(text::kBoxColumn)},
               {"text", session.Say(text::kCommentText), Align::kLeft, true}});
  for (const auto& comment : comments) {
    table.Add({Cell::Count(comment.comment_number(), in), Cell::Value(FormatTime(comment.created_at(), in), comment.created_at()), comment.author(),
               Cell::Count(comment.edition(), in), BoxName(comment.box()), comment.text()});
  }
  return table;
}

Result<ExitCode> AddComment(Session& session, const CommentArguments& arguments) {
  AddA3CommentRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_text(arguments.text);
  for (const auto box : Boxes()) {
    if (BoxName(box) == arguments.box) request.set_box(box);
  }
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto added, hub->Ask(hub->a3s, &Sheets::AddA3Comment, request));
  if (session.output() != Output::kTable) {
    session.Print(added, CommentsTable(session, {added.comment()}), text::kNone);
  } else {
    session.out() << Printable(session.Say(text::kCommented, added.comment().comment_number(), added.comment().edition(), arguments.name)) << "\n";
  }
  return ExitCode::kOk;
}

Result<ExitCode> ListComments(Session& session, const CommentArguments& arguments) {
  ListA3CommentsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto listed, hub->AskAll(hub->a3s, &Sheets::ListA3Comments, request));
  session.Print(listed, CommentsTable(session, {listed.comments().begin(), listed.comments().end()}), text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddSheetCommentCommands(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<CommentArguments>();
  CLI::App* comment = commands.Add(sheets, "comment", text::kSheetComment, [arguments](Session& session) { return AddComment(session, *arguments); });
  comment->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  comment->add_option("TEXT", arguments->text, commands.Say(text::kCommentText))->required();
  comment->add_option("--box", arguments->box, commands.Say(text::kBoxOption) + fmt::format(": {}", fmt::join(BoxNames(), ", ")))
      ->option_text("BOX")->check(OneOf(BoxNames(), commands.language()));
  CLI::App* list = commands.Add(sheets, "comments", text::kSheetComments, [arguments](Session& session) { return ListComments(session, *arguments); });
  list->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
}

}  // namespace helhet::cli
