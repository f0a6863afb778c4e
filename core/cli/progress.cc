#include "core/cli/progress.h"

#include "core/cli/display_width.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_connector.h"

namespace helhet::cli {
namespace {

// Goes to the start of the line and clears it (ECMA-48 EL).
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

Progress::~Progress() {
  if (is_shown_) session_.err() << kClearLine << std::flush;
}

std::string Progress::Line(const api::v1::RunConnectorResponse& response) const {
  const Language in = session_.language();
  std::string line = name_ + ": " + session_.Say(text::kProgressRead, FormatCount(response.run().counters().read(), in));
  if (response.has_done() && response.has_total()) {
    line += " · " + session_.Say(text::kProgressOf, FormatCount(response.done(), in), FormatCount(response.total(), in));
  } else if (response.has_done()) {
    line += " · " + FormatCount(response.done(), in);
  }
  if (!response.activity().empty()) line += " · " + Printable(response.activity());
  return line;
}

void Progress::Show(const api::v1::RunConnectorResponse& response) {
  if (session_.around().err_is_terminal) {
    // One column less than there are, so that the line never wraps.
    session_.err() << kClearLine << Wrap(Line(response), session_.around().width - 1).front() << std::flush;
    is_shown_ = true;
    return;
  }
  const int64_t now_s = session_.around().now_s();
  if (last_line_s_ == 0) last_line_s_ = now_s;  // a short run needs no line
  if (now_s - last_line_s_ < kBetweenLines) return;
  last_line_s_ = now_s;
  session_.err() << Line(response) << "\n" << std::flush;
}

}  // namespace helhet::cli
