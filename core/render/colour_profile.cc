#include "core/render/colour_profile.h"

#include <lcms2.h>

#include <memory>

namespace helhet::render {
namespace {

// Where the header has the day the profile was made (ICC.1:2010, 7.2.8): six numbers of two bytes, year first.
constexpr size_t kDateOffset = 24;
// That of IEC 61966-2-1, rather than today.
constexpr char kDate[] = {0x07, static_cast<char>(0xCF), 0, 10, 0, 18, 0, 0, 0, 0, 0, 0};

}  // namespace

Result<std::string> MakeColourProfile() {
  const std::unique_ptr<void, decltype(&cmsCloseProfile)> profile(cmsCreate_sRGBProfile(), &cmsCloseProfile);
  const Status failed(StatusCode::kInternal, "pdf: the colour profile could not be made");
  if (profile == nullptr) return failed;
  cmsSetProfileVersion(profile.get(), 2.1);
  cmsUInt32Number size = 0;
  if (!cmsSaveProfileToMem(profile.get(), nullptr, &size)) return failed;
  std::string bytes(size, '\0');
  if (!cmsSaveProfileToMem(profile.get(), bytes.data(), &size) || bytes.size() < kDateOffset + sizeof kDate) return failed;
  bytes.replace(kDateOffset, sizeof kDate, kDate, sizeof kDate);
  return bytes;
}

}  // namespace helhet::render
