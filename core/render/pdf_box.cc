// A box of the PDF: its steps, how many of them a place holds, and how they are drawn.
#include <algorithm>

#include "core/render/pdf_layout.h"
#include "core/render/texts.h"

namespace helhet::render {
namespace {

// In sizes of the text.
constexpr double kHeadingSize = 1.18;
constexpr double kHeadingPadding = 0.28;
constexpr double kMargin = 0.8;    // at the sides
constexpr double kPadding = 0.55;  // below the heading, and at the bottom
constexpr double kNote = 1.3;      // the line that says where it goes on

PieceMaker WithinMargins(PieceMaker maker) {
  maker.width -= 2 * kMargin * maker.text_pt;
  return maker;
}

TextLines Heading(const Typesetter& typesetter, const std::string& text, double text_pt, double width) {
  return {typesetter, {{text}}, {text_pt * kHeadingSize, true, kHeadingInk, Edge::kLeft}, width - 2 * kMargin * text_pt};
}

}  // namespace

BoxFlow::BoxFlow(const PieceMaker& maker, const Box& box)
    : typesetter_(maker.typesetter), text_pt_(maker.text_pt), width_(maker.width), heading_(box.heading), section_(std::make_shared<Node>(nullptr, "Sect")),
      heading_node_(std::make_shared<Node>(section_, "H2")), pieces_(MakePieces(WithinMargins(maker), box.blocks, section_)) {
  for (const auto& piece : pieces_) {
    for (int number = 0; number < piece->steps(); ++number) steps_.push_back({piece.get(), number, piece->StepHeight(number)});
  }
}

double BoxFlow::HeadHeight() const { return Heading(typesetter_, heading_, text_pt_, width_).height() + 2 * kHeadingPadding * text_pt_; }

// A piece has space before it but at the top; a table that goes on has its head once more.
double BoxFlow::Content(int first, int last) const {
  double height = 0;
  for (int i = first; i < last; ++i) {
    const Step& step = steps_[static_cast<size_t>(i)];
    height += step.height;
    if (i > first && step.number == 0) height += step.piece->space_before;
    if (i == first && first > 0 && step.piece->repeated() != nullptr) height += step.piece->repeated()->Height();
  }
  return height;
}

double BoxFlow::Height(int first, int last) const {
  const double note = last < steps() ? kNote * text_pt_ : 0;
  return HeadHeight() + Content(first, last) + 2 * kPadding * text_pt_ + note;
}

int BoxFlow::Fit(int first, double height) const {
  const double rest = height - HeadHeight() - 2 * kPadding * text_pt_;
  if (Content(first, steps()) <= rest + 0.01) return steps();
  double used = 0;
  int last = first;
  for (; last < steps(); ++last) {
    const double more = Content(first, first + 1);
    const Step& step = steps_[static_cast<size_t>(last)];
    used += last == first ? more : step.height + (step.number == 0 ? step.piece->space_before : 0);
    if (used + kNote * text_pt_ > rest) break;
  }
  // A table's head does not stand alone at the end.
  while (last < steps() && last > first + 1 && steps_[static_cast<size_t>(last - 1)].piece->keeps_with_next) --last;
  return std::max(last, std::min(first + 1, steps()));
}

void BoxFlow::DrawHeading(Canvas& canvas, const Frame& frame, bool is_continued, Language language) const {
  canvas.Fill(frame.left, frame.top, frame.width(), HeadHeight(), kHeadingGround);
  const double x = frame.left + kMargin * text_pt_, y = frame.top + kHeadingPadding * text_pt_;
  if (is_continued) {
    const TextLines again = Heading(typesetter_, cli::Say(language, text::kContinued, heading_), text_pt_, width_);
    canvas.DrawDecoration([&](cairo_t* cairo) { again.Draw(cairo, x, y); });
    return;
  }
  const TextLines heading = Heading(typesetter_, heading_, text_pt_, width_);
  canvas.DrawContent(heading_node_->In(canvas.structure()), heading_node_->type(), [&](cairo_t* cairo) { heading.Draw(cairo, x, y); });
}

void BoxFlow::Draw(Canvas& canvas, const Frame& frame, int first, int last, int continues_on, Language language) const {
  DrawHeading(canvas, frame, first > 0, language);
  const double x = frame.left + kMargin * text_pt_;
  double y = frame.top + HeadHeight() + kPadding * text_pt_;
  for (int i = first; i < last;) {
    const Step& step = steps_[static_cast<size_t>(i)];
    if (i > first && step.number == 0) y += step.piece->space_before;
    if (i == first && first > 0 && step.piece->repeated() != nullptr) {
      step.piece->repeated()->DrawRepeated(canvas, x, y);
      y += step.piece->repeated()->Height();
    }
    int end = i;
    double height = 0;
    for (; end < last && steps_[static_cast<size_t>(end)].piece == step.piece; ++end) height += steps_[static_cast<size_t>(end)].height;
    step.piece->Draw(canvas, x, y, step.number, step.number + end - i);
    y += height;
    i = end;
  }
  if (continues_on > 0) {
    const double width = frame.width() - 2 * kMargin * text_pt_;
    const TextLines note(typesetter_, {{cli::Say(language, text::kContinues, continues_on), false, true}}, {text_pt_ * 0.9, false, kFaintInk, Edge::kRight}, width);
    canvas.DrawDecoration([&](cairo_t* cairo) { note.Draw(cairo, x, y); });
  }
  canvas.Outline(frame.left, frame.top, frame.width(), frame.height(), kFrame);
}

}  // namespace helhet::render
