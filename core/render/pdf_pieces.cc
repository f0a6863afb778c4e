#include "core/render/pdf_pieces.h"

#include <algorithm>

#include "core/render/limits.h"

namespace helhet::render {
namespace {

Colour ColourOf(Tone tone) {
  switch (tone) {
    case Tone::kFaint: return kFaintInk;
    case Tone::kGood: return kGood;
    case Tone::kAlert: return kAlert;
    case Tone::kPlain: break;
  }
  return kInk;
}

// A text, with a mark in front of its first line.
class TextPiece : public Piece {
 public:
  TextPiece(TextLines lines, double indent, NodePtr node) : lines_(std::move(lines)), indent_(indent), node_(std::move(node)) {}
  void SetMark(TextLines mark, NodePtr node) {
    mark_ = std::make_unique<TextLines>(std::move(mark));
    mark_node_ = std::move(node);
  }

  int steps() const override { return lines_.count(); }
  double StepHeight(int) const override { return lines_.pitch(); }
  void Draw(Canvas& canvas, double x, double y, int first, int last) const override {
    if (first == 0 && mark_ != nullptr) {
      const double mark_x = x + indent_ - mark_->WidestLine() - lines_.pitch() * 0.3;
      canvas.DrawContent(mark_node_->In(canvas.structure()), mark_node_->type(), [&](cairo_t* cairo) { mark_->Draw(cairo, mark_x, y); });
    }
    canvas.DrawContent(node_->In(canvas.structure()), node_->type(), [&](cairo_t* cairo) { lines_.Draw(cairo, x + indent_, y, first, last); });
  }

 private:
  TextLines lines_;
  const double indent_;
  const NodePtr node_;
  std::unique_ptr<TextLines> mark_;
  NodePtr mark_node_;
};

// Makes pieces of one box.
class BoxPieces {
 public:
  BoxPieces(const PieceMaker& maker, NodePtr above) : maker_(maker), above_(std::move(above)) {}

  Pieces Make(const std::vector<Block>& blocks) {
    std::vector<const Chart*> charts;
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (const auto* paragraph = std::get_if<Paragraph>(&blocks[i])) AddParagraph(*paragraph, above_, 0, maker_.text_pt, maker_.GapPt());
      if (const auto* list = std::get_if<List>(&blocks[i])) AddList(list->items, above_, 0);
      if (const auto* table = std::get_if<Table>(&blocks[i])) Add(MakeTable(maker_, *table, above_));
      const auto* chart = std::get_if<Chart>(&blocks[i]);
      if (chart == nullptr) continue;
      charts.push_back(chart);
      if (i + 1 < blocks.size() && std::holds_alternative<Chart>(blocks[i + 1])) continue;
      Add(MakeCharts(maker_, charts, above_));
      charts.clear();
    }
    return std::move(pieces_);
  }

 private:
  void Add(Pieces pieces) {
    for (auto& piece : pieces) pieces_.push_back(std::move(piece));
  }

  TextPiece& AddParagraph(const Paragraph& paragraph, const NodePtr& above, double indent, double size, double space, const char* type = "P") {
    auto piece = std::make_unique<TextPiece>(maker_.Lines(paragraph, size, maker_.width - indent), indent, std::make_shared<Node>(above, type));
    piece->space_before = space;
    TextPiece& added = *piece;
    pieces_.push_back(std::move(piece));
    return added;
  }

  void AddList(const std::vector<ListItem>& items, const NodePtr& above, int depth) {
    const NodePtr list = Node(above, "L").With("ListNumbering", "Disc");
    // Deep trees keep room for words.
    const double indent = maker_.text_pt * 1.25 * (std::min(depth, 8) + 1);
    for (const ListItem& item : items) {
      const NodePtr node = std::make_shared<Node>(list, "LI"), label = std::make_shared<Node>(node, "Lbl"), body = std::make_shared<Node>(node, "LBody");
      TextPiece& text = AddParagraph({item.spans}, body, indent, maker_.text_pt, maker_.GapPt() * (depth == 0 ? 0.6 : 0.4));
      text.SetMark({maker_.typesetter, {{depth == 0 ? "•" : "–"}}, {maker_.text_pt, true, kHeadingInk, Edge::kLeft}, -1}, label);
      for (const Paragraph& remark : item.remarks) AddParagraph(remark, body, indent, maker_.SmallPt(), 0);
      if (!item.below.empty()) AddList(item.below, body, depth + 1);
    }
  }

  const PieceMaker& maker_;
  const NodePtr above_;
  Pieces pieces_;
};

}  // namespace

double Piece::Height() const {
  double height = 0;
  for (int step = 0; step < steps(); ++step) height += StepHeight(step);
  return height;
}

double PieceMaker::SmallPt() const { return std::max(text_pt - 2, limits::kSmallestTextPt); }

TextLines PieceMaker::Lines(const Paragraph& paragraph, double size_pt, double width_pt, bool is_bold) const {
  return {typesetter, paragraph.spans, {size_pt, is_bold, ColourOf(paragraph.tone), Edge::kLeft}, width_pt};
}

Pieces MakePieces(const PieceMaker& maker, const std::vector<Block>& blocks, const NodePtr& above) { return BoxPieces(maker, above).Make(blocks); }

}  // namespace helhet::render
