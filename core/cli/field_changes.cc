#include "core/cli/field_changes.h"

#include "core/cli/display_width.h"
#include "core/cli/texts_configuration.h"

namespace helhet::cli {
namespace {

// Columns of a value that are shown.
constexpr int kShownColumns = 120;

// The beginning of a long text tells which one it is.
std::string Shown(const Session& session, const std::string& value) {
  if (value.empty()) return session.Say(text::kEmptyValue);
  const std::vector<std::string> lines = Wrap(Printable(value), kShownColumns);
  return lines.front() + (lines.size() > 1 ? " …" : "");
}

}  // namespace

void PrintFieldChanges(Session& session, const google::protobuf::RepeatedPtrField<api::v1::FieldChange>& fields) {
  for (const auto& field : fields) {
    const std::string line = Printable(field.path()) + ": " + Shown(session, field.before()) + " → " + Shown(session, field.after());
    for (const std::string& piece : Wrap(line, session.around().width - 6)) session.out() << "      " << piece << "\n";
  }
}

}  // namespace helhet::cli
