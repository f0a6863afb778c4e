// Charts of the PDF, side by side where they are narrow enough.
#include <algorithm>

#include "core/render/chart.h"
#include "core/render/pdf_pieces.h"

namespace helhet::render {
namespace {

// Charts side by side: of each, its title with the first row of the drawing, then further rows, then the lines of its remarks.
class ChartsPiece : public Piece {
 public:
  struct Card {
    double x;
    TextLines title;
    Drawing key;
    std::vector<Drawing> rows;
    std::vector<TextLines> remarks;
    NodePtr figure;
    std::vector<NodePtr> remark_nodes;

    double width;

    // The key stands beside the title where there is room, else below it.
    bool IsKeyBeside() const { return title.count() == 1 && title.WidestLine() + key.width + title.pitch() < width && key.height < 2 * title.pitch(); }
    double HeadHeight() const { return title.height() + (IsKeyBeside() ? 0 : key.height); }
    int steps() const {
      int steps = std::max<int>(1, static_cast<int>(rows.size()));
      for (const TextLines& remark : remarks) steps += remark.count();
      return steps;
    }
    double StepHeight(int step) const {
      const int drawn = std::max<int>(1, static_cast<int>(rows.size()));
      if (step >= drawn) return step < steps() ? remarks[0].pitch() : 0;
      const double row = rows.empty() ? 0 : rows[static_cast<size_t>(step)].height;
      return row + (step == 0 ? HeadHeight() : 0);
    }
  };
  explicit ChartsPiece(std::vector<Card> cards) : cards_(std::move(cards)) {
    for (const Card& card : cards_) steps_ = std::max(steps_, card.steps());
  }

  int steps() const override { return steps_; }
  double StepHeight(int step) const override {
    double height = 0;
    for (const Card& card : cards_) height = std::max(height, card.StepHeight(step));
    return height;
  }
  void Draw(Canvas& canvas, double x, double y, int first, int last) const override {
    for (const Card& card : cards_) DrawCard(canvas, card, x + card.x, y, first, last);
  }

 private:
  void DrawCard(Canvas& canvas, const Card& card, double x, double y, int first, int last) const {
    const int drawn = std::max<int>(1, static_cast<int>(card.rows.size()));
    if (first < drawn) {
      canvas.DrawContent(card.figure->In(canvas.structure()), card.figure->type(), [&](cairo_t* cairo) {
        double top = y;
        for (int step = first; step < std::min(last, drawn); top += StepHeight(step), ++step) DrawRow(cairo, canvas.typesetter(), card, x, top, step);
      });
    }
    int begin = drawn;
    for (size_t i = 0; i < card.remarks.size(); ++i) {
      const int from = std::max(first, begin), to = std::min(last, begin + card.remarks[i].count());
      if (from < to) {
        double top = y;
        for (int step = first; step < from; ++step) top += StepHeight(step);
        const Node& node = *card.remark_nodes[i];
        canvas.DrawContent(card.remark_nodes[i]->In(canvas.structure()), node.type(), [&](cairo_t* cairo) { card.remarks[i].Draw(cairo, x, top, from - begin, to - begin); });
      }
      begin += card.remarks[i].count();
    }
  }

  static void DrawRow(cairo_t* cairo, const Typesetter& typesetter, const Card& card, double x, double y, int step) {
    if (step == 0) {
      card.title.Draw(cairo, x, y);
      y += card.HeadHeight();
      Paint(cairo, typesetter, card.key, card.IsKeyBeside() ? x + card.width - card.key.width : x, y - card.key.height);
    }
    if (!card.rows.empty()) Paint(cairo, typesetter, card.rows[static_cast<size_t>(step)], x, y);
  }

  const std::vector<Card> cards_;
  int steps_ = 1;
};

TextLines TitleLines(const PieceMaker& maker, const Chart& chart, double width) {
  Spans spans = {{chart.title, true, false}};
  if (!chart.subtitle.empty()) spans.push_back({" – " + chart.subtitle});
  return {maker.typesetter, spans, {maker.text_pt, false, kInk, Edge::kLeft}, width};
}

ChartsPiece::Card MakeCard(const PieceMaker& maker, const Chart& chart, double x, double width, const NodePtr& above) {
  const double small = maker.SmallPt();
  ChartsPiece::Card card{x,
                         TitleLines(maker, chart, width),
                         DrawKey(chart, width, small),
                         DrawChart(chart, width, small),
                         {},
                         std::make_shared<Node>(above, "Figure", chart.alt),
                         {},
                         width};
  for (const Paragraph& remark : chart.remarks) {
    card.remarks.push_back(maker.Lines(remark, small, width));
    card.remark_nodes.push_back(std::make_shared<Node>(above, "P"));
  }
  return card;
}

}  // namespace

Pieces MakeCharts(const PieceMaker& maker, const std::vector<const Chart*>& charts, const NodePtr& above) {
  const double gap = maker.text_pt * 2;
  Pieces pieces;
  for (size_t first = 0; first < charts.size();) {
    double least = 0;
    size_t end = first;
    for (; end < charts.size(); ++end) {
      const double wider = std::max(least, LeastWidth(*charts[end], maker.SmallPt()));
      const auto count = static_cast<double>(end - first + 1);
      if (end > first && wider * count + gap * (count - 1) > maker.width) break;
      least = wider;
    }
    const auto count = static_cast<double>(end - first);
    const double width = (maker.width - gap * (count - 1)) / count;
    std::vector<ChartsPiece::Card> cards;
    for (size_t i = first; i < end; ++i) cards.push_back(MakeCard(maker, *charts[i], static_cast<double>(i - first) * (width + gap), width, above));
    pieces.push_back(std::make_unique<ChartsPiece>(std::move(cards)));
    pieces.back()->space_before = maker.GapPt() * 1.3;
    first = end;
  }
  return pieces;
}

}  // namespace helhet::render
