#include "core/cli/written_file.h"

#include <fstream>

#include "core/cli/texts_sheet.h"

namespace helhet::cli {

Status WriteFile(const Session& session, const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (file) return OkStatus();
  return InvalidArgument(session.Say(text::kCannotWrite, path)).WithReason("file_not_written").WithRemedy(session.Say(text::kSeeFolder));
}

}  // namespace helhet::cli
