// a3 render: a sheet as a document.
#include "core/cli/commands.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"
#include "core/cli/written_file.h"

namespace helhet::cli {
namespace {

using Sheets = api::v1::A3Service::Stub;

struct RenderArguments {
  std::string name;
  std::string format = "pdf";
  std::string file;
  int edition = 0;
};

std::string Tag(Language language) { return language == Language::kNynorsk ? "nn" : language == Language::kEnglish ? "en" : "nb"; }

// The sheet as the terminal shows it, without colours.
Result<api::v1::RenderA3Response> AsText(Session& session, Hub& hub, const std::string& owner, const RenderArguments& arguments) {
  api::v1::GetA3Request request;
  request.set_municipality_id(owner);
  request.set_a3_id(arguments.name);
  request.set_edition(arguments.edition);
  HELHET_ASSIGN_OR_RETURN(const auto sheet, hub.Ask(hub.a3s, &Sheets::GetA3, request));
  std::ostringstream text;
  const SheetView view{session.language(), session.around().width, session.around().has_utf8, owner, session.today()};
  PrintSheet(text, sheet, view, Painter(false));
  api::v1::RenderA3Response document;
  document.set_content(text.str());
  document.set_edition(sheet.a3().edition());
  return document;
}

Result<api::v1::RenderA3Response> AsDocument(Session& session, Hub& hub, const std::string& owner, const RenderArguments& arguments) {
  if (arguments.format == "text") return AsText(session, hub, owner, arguments);
  api::v1::RenderA3Request request;
  request.set_municipality_id(owner);
  request.set_a3_id(arguments.name);
  request.set_edition(arguments.edition);
  request.set_format(arguments.format == "html" ? api::v1::DOCUMENT_FORMAT_HTML : api::v1::DOCUMENT_FORMAT_PDF);
  request.set_language(Tag(session.language()));
  return hub.Ask(hub.a3s, &Sheets::RenderA3, request);
}

Result<ExitCode> RenderSheet(Session& session, const RenderArguments& arguments) {
  if (arguments.file.empty() && arguments.format == "pdf" && session.around().out_is_terminal) {
    return InvalidArgument(session.Say(text::kPdfNeedsFile)).WithReason("no_file").WithRemedy(session.Say(text::kNameFile));
  }
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWithSheet(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto document, AsDocument(session, *hub, owner, arguments));
  if (arguments.file.empty()) {
    session.out() << document.content();
  } else {
    HELHET_RETURN_IF_ERROR(WriteFile(session, arguments.file, document.content()));
    const auto bytes = FormatCount(static_cast<int64_t>(document.content().size()), session.language());
    session.out() << session.Say(text::kWroteFile, arguments.file, document.edition(), bytes) << "\n";
  }
  session.LeaveUnmarked();  // the document has marks of its own
  return ExitCode::kOk;
}

}  // namespace

void AddRenderCommand(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<RenderArguments>();
  CLI::App* render = commands.Add(sheets, "render", text::kSheetRender, [arguments](Session& session) { return RenderSheet(session, *arguments); });
  render->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  render->add_option("--format", arguments->format, commands.Say(text::kFormatOption))->option_text("FORMAT")->check(OneOf({"pdf", "html", "text"}, commands.language()));
  render->add_option("--out", arguments->file, commands.Say(text::kOutOption))->option_text("FILE");
  render->add_option("--edition", arguments->edition, commands.Say(text::kEditionOption))->option_text("N")->check(ANumber(0, 1'000'000, commands.language()));
}

}  // namespace helhet::cli
