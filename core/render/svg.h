// Charts as SVG, to stand within a page of HTML.
#pragma once

#include <string>

#include "core/render/drawing.h"

namespace helhet::render {

// The text with what HTML and XML would obey made harmless, in attributes too.
std::string EscapeMarkup(std::string_view text);

// An image with a name and a description for those who do not see it. `id` is unique on the page. It scales with its width.
std::string ToSvg(const Drawing& drawing, const std::string& id, const std::string& title, const std::string& description);

}  // namespace helhet::render
