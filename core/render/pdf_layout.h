// Where boxes stand on the pages of the PDF: two columns on the first page, in letters as large as there is room for; what does not
// fit goes on on further pages.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/render/content.h"
#include "core/render/pdf_pieces.h"

namespace helhet::render {

// Where columns may stand, in points.
struct Frame {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

// A box as steps of its pieces, at the width of its column.
class BoxFlow {
 public:
  BoxFlow(const PieceMaker& maker, const Box& box);

  int steps() const { return static_cast<int>(steps_.size()); }
  // Of the steps from `first` up to `last`, with heading and margins.
  double Height(int first, int last) const;
  // The last step, at least one, so that what is from `first` on stands within `height`.
  int Fit(int first, double height) const;
  // Draws a part of it within a frame. `continues_on`: the page where it goes on; 0 when it does not, or on the same.
  void Draw(Canvas& canvas, const Frame& frame, int first, int last, int continues_on, Language language) const;
  // Its place in the reading order.
  void Begin(Structure& structure) const { section_->In(structure); }

 private:
  struct Step {
    const Piece* piece;
    int number;
    double height;
  };
  double HeadHeight() const;
  double Content(int first, int last) const;
  void DrawHeading(Canvas& canvas, const Frame& frame, bool is_continued, Language language) const;

  const Typesetter& typesetter_;
  const double text_pt_;
  const double width_;
  const std::string heading_;
  const NodePtr section_;
  const NodePtr heading_node_;
  const Pieces pieces_;
  std::vector<Step> steps_;
};

// A part of a box on a page.
struct Portion {
  int page = 0;
  Frame frame;
  const BoxFlow* box = nullptr;
  int first = 0;
  int last = 0;
};

struct Layout {
  std::vector<std::unique_ptr<BoxFlow>> boxes;  // in reading order
  std::vector<Portion> portions;                // by page
  int pages = 1;
};

// `first` is the room on the first page, `further` that on those after it.
Layout LayOut(const Typesetter& typesetter, const Page& page, const Frame& first, const Frame& further);

}  // namespace helhet::render
