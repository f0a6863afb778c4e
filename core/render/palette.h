// Colours of sheets. Each text has a contrast of 4.5 to 1 or more on its ground (WCAG 2.1, 1.4.3), and what differs in colour
// differs in shade or form too, for print in grey.
#pragma once

#include <cstdint>

namespace helhet::render {

// sRGB.
struct Colour {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
  bool operator==(const Colour&) const = default;
};

inline constexpr Colour kInk{0x1B, 0x1F, 0x24};
inline constexpr Colour kFaintInk{0x55, 0x5F, 0x6B};
inline constexpr Colour kHeadingInk{0x0B, 0x3A, 0x5E};
inline constexpr Colour kHeadingGround{0xE3, 0xEC, 0xF3};
inline constexpr Colour kFrame{0xA9, 0xB8, 0xC5};
inline constexpr Colour kHairline{0xD3, 0xDB, 0xE2};
inline constexpr Colour kAlert{0xA3, 0x22, 0x1C};
inline constexpr Colour kGood{0x1D, 0x66, 0x3A};
// Of charts: what was, what is, and what shall be.
inline constexpr Colour kBaselineFill{0xC3, 0xCD, 0xD6};
inline constexpr Colour kBaselineLine{0x6B, 0x77, 0x84};
inline constexpr Colour kLatestFill{0x0F, 0x5C, 0x93};
inline constexpr Colour kTargetLine{0xB3, 0x4A, 0x00};

}  // namespace helhet::render
