#include "file_refusals.h"

namespace helhet::sdk {

Status UnreadableFile(const std::string& locator, const std::string& why) {
  return PermissionDenied(locator + ": cannot be read: " + why)
      .WithReason("unreadable")
      .WithRemedy("let the hub's user read it; it is read again once its rights change")
      .WithClass(ErrorClass::kSource);
}

Status FileTooLarge(const std::string& locator, uint64_t size_bytes, uint64_t limit_bytes) {
  return InvalidArgument(locator + ": " + std::to_string(size_bytes) + " bytes, over the limit of " +
                         std::to_string(limit_bytes))
      .WithReason("too_large")
      .WithRemedy("take it out of the folder, and enter it by hand")
      .WithClass(ErrorClass::kSource);
}

}  // namespace helhet::sdk
