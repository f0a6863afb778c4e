// What is too large to be set on pages is refused before anything is made of it.
#include "core/render/content.h"
#include "core/render/limits.h"

namespace helhet::render {
namespace {

Status TooLarge(const api::v1::GetA3Response& sheet, const std::string& why) {
  return Status(StatusCode::kResourceExhausted, "a3 '" + sheet.a3().a3_id() + "': too large to be rendered: " + why)
      .WithReason("sheet_too_large").WithSetting("a3").WithRemedy("divide it into deep dives, or move text into documents of their own").WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Status CheckSize(const api::v1::GetA3Response& sheet) {
  const model::v1::A3& a3 = sheet.a3();
  size_t bytes = a3.ByteSizeLong() + sheet.template_().ByteSizeLong();
  for (const auto& benefit : sheet.benefits()) bytes += benefit.ByteSizeLong();
  for (const auto& figures : sheet.figures()) bytes += figures.measure().ByteSizeLong();
  if (bytes > limits::kTextBytes) return TooLarge(sheet, std::to_string(bytes) + " bytes, and at most " + std::to_string(limits::kTextBytes) + " can be");
  // Texts show a line break as two characters here.
  const std::string text = a3.Utf8DebugString();
  int lines = 0;
  for (size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 2)) ++lines;
  if (lines > limits::kLines) return TooLarge(sheet, std::to_string(lines) + " lines, and at most " + std::to_string(limits::kLines) + " can be");
  int items = sheet.template_().boxes_size() + a3.root_causes_size() + a3.goals_size() + a3.actions_size() + a3.participants_size() + a3.decisions_size() + sheet.benefits_size();
  for (const auto& figures : sheet.figures()) items += 1 + figures.units_size();
  if (items > limits::kItems) return TooLarge(sheet, std::to_string(items) + " causes, actions and other items, and at most " + std::to_string(limits::kItems) + " can be");
  return OkStatus();
}

}  // namespace helhet::render
