// Charts of measures. Each unit has its curve with the lines of baseline and target, or its bars with the mark of the target; a figure
// that there is not is said in words and never drawn as 0.
#pragma once

#include <string>
#include <vector>

#include "core/render/content.h"
#include "core/render/drawing.h"

namespace helhet::render {

// Width of a letter in sizes of text, on average.
inline constexpr double kLetterWidth = 0.56;
size_t CountLetters(const std::string& text);

// Rows of a chart that is as wide as said: each can stand on a page of its own. The title is not part of them. `text_pt` is the
// size of labels.
std::vector<Drawing> DrawChart(const Chart& chart, double width, double text_pt);

// What colours and lines mean. As wide as it needs, within `width`.
Drawing DrawKey(const Chart& chart, double width, double text_pt);

// The narrowest that a chart reads well at.
double LeastWidth(const Chart& chart, double text_pt);

}  // namespace helhet::render
