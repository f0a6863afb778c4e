#include "core/render/pdf_pieces.h"

#include <algorithm>

#include "core/render/chart.h"
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

// A row of a table: its cells side by side.
class RowPiece : public Piece {
 public:
  struct Cell {
    double x;
    std::vector<TextLines> paragraphs;
    NodePtr node;
  };
  RowPiece(std::vector<Cell> cells, double width, double pitch, double gap) : cells_(std::move(cells)), width_(width), pitch_(pitch), gap_(gap) {
    for (const Cell& cell : cells_) {
      int lines = 0;
      for (const TextLines& paragraph : cell.paragraphs) lines += paragraph.count();
      steps_ = std::max(steps_, lines);
    }
  }
  void SetRepeated(const RowPiece* head) { head_ = head; }

  int steps() const override { return steps_; }
  double StepHeight(int step) const override { return pitch_ + (step == steps_ - 1 ? gap_ : 0); }
  const Piece* repeated() const override { return head_; }
  void Draw(Canvas& canvas, double x, double y, int first, int last) const override {
    for (const Cell& cell : cells_) {
      canvas.DrawContent(cell.node->In(canvas.structure()), cell.node->type(), [&](cairo_t* cairo) { DrawCell(cairo, cell, x, y, first, last); });
    }
    if (last == steps_) canvas.Rule(x, y + (last - first) * pitch_ + gap_ * 0.6, width_, kHairline, 0.6);
  }
  void DrawRepeated(Canvas& canvas, double x, double y) const override {
    canvas.DrawDecoration([&](cairo_t* cairo) {
      for (const Cell& cell : cells_) DrawCell(cairo, cell, x, y, 0, steps_);
    });
    canvas.Rule(x, y + steps_ * pitch_ + gap_ * 0.6, width_, kHairline, 0.6);
  }

 private:
  // Lines of the cell from `first` up to `last`, counted over its paragraphs.
  void DrawCell(cairo_t* cairo, const Cell& cell, double x, double y, int first, int last) const {
    int begin = 0;
    for (const TextLines& paragraph : cell.paragraphs) {
      const int from = std::max(first, begin), to = std::min(last, begin + paragraph.count());
      if (from < to) paragraph.Draw(cairo, x + cell.x, y + (from - first) * pitch_, from - begin, to - begin);
      begin += paragraph.count();
    }
  }

  const std::vector<Cell> cells_;
  const double width_, pitch_, gap_;
  int steps_ = 1;
  const RowPiece* head_ = nullptr;
};

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

// Makes pieces of one box.
class BoxPieces {
 public:
  BoxPieces(const PieceMaker& maker, NodePtr above) : maker_(maker), above_(std::move(above)) {}

  Pieces Make(const std::vector<Block>& blocks) {
    for (size_t i = 0; i < blocks.size();) {
      if (std::holds_alternative<Chart>(blocks[i])) {
        i = AddCharts(blocks, i);
        continue;
      }
      if (const auto* paragraph = std::get_if<Paragraph>(&blocks[i])) AddParagraph(*paragraph, above_, 0, maker_.text_pt, maker_.GapPt());
      if (const auto* list = std::get_if<List>(&blocks[i])) AddList(list->items, above_, 0);
      if (const auto* table = std::get_if<Table>(&blocks[i])) AddTable(*table);
      ++i;
    }
    return std::move(pieces_);
  }

 private:
  TextLines Lines(const Paragraph& paragraph, double size, double width, bool is_bold = false) const {
    return {maker_.typesetter, paragraph.spans, {size, is_bold, ColourOf(paragraph.tone), Edge::kLeft}, width};
  }

  TextPiece& AddParagraph(const Paragraph& paragraph, const NodePtr& above, double indent, double size, double space, const char* type = "P") {
    auto piece = std::make_unique<TextPiece>(Lines(paragraph, size, maker_.width - indent), indent, std::make_shared<Node>(above, type));
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

  std::vector<double> ColumnWidths(const Table& table, double gap) const;
  std::unique_ptr<RowPiece> MakeRow(const std::vector<TableCell>& cells, const std::vector<double>& widths, double gap, const NodePtr& row, bool is_head) const;
  void AddTable(const Table& table);
  size_t AddCharts(const std::vector<Block>& blocks, size_t first);
  ChartsPiece::Card MakeCard(const Chart& chart, double x, double width) const;
  TextLines TitleLines(const Chart& chart, double width) const {
    Spans spans = {{chart.title, true, false}};
    if (!chart.subtitle.empty()) spans.push_back({" – " + chart.subtitle});
    return {maker_.typesetter, spans, {maker_.text_pt, false, kInk, Edge::kLeft}, width};
  }

  const PieceMaker& maker_;
  const NodePtr above_;
  Pieces pieces_;
};

// Narrow columns are as wide as their widest word; the others share the rest, and none gets less than its title's widest word.
std::vector<double> BoxPieces::ColumnWidths(const Table& table, double gap) const {
  const double room = maker_.width - gap * static_cast<double>(table.columns.size() - 1);
  const auto widest = [&](const Spans& spans, bool is_bold) {
    return TextLines::WidestWord(maker_.typesetter, spans, {maker_.text_pt, is_bold, kInk, Edge::kLeft});
  };
  std::vector<double> widths;
  double rest = room, weights = 0;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    double least = widest({{table.columns[i].title}}, true) + 1;
    for (size_t row = 0; table.columns[i].weight == 0 && row < table.rows.size(); ++row) {
      for (const Paragraph& paragraph : table.rows[row][i].paragraphs) least = std::max(least, widest(paragraph.spans, false) + 1);
    }
    widths.push_back(std::min(least, room / static_cast<double>(table.columns.size())));
    rest -= widths.back();
    weights += table.columns[i].weight;
  }
  for (size_t i = 0; i < widths.size(); ++i) widths[i] += rest * table.columns[i].weight / weights;
  return widths;
}

std::unique_ptr<RowPiece> BoxPieces::MakeRow(const std::vector<TableCell>& cells, const std::vector<double>& widths, double gap, const NodePtr& row, bool is_head) const {
  std::vector<RowPiece::Cell> drawn;
  double x = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const NodePtr node = is_head ? Node(row, "TH").With("Scope", "Column") : std::make_shared<Node>(row, "TD");
    RowPiece::Cell cell{x, {}, node};
    for (const Paragraph& paragraph : cells[i].paragraphs) cell.paragraphs.push_back(Lines(paragraph, maker_.text_pt, widths[i], is_head));
    drawn.push_back(std::move(cell));
    x += widths[i] + gap;
  }
  const double pitch = Lines({}, maker_.text_pt, -1).pitch();
  return std::make_unique<RowPiece>(std::move(drawn), maker_.width, pitch, maker_.GapPt());
}

void BoxPieces::AddTable(const Table& table) {
  const NodePtr node = std::make_shared<Node>(above_, "Table");
  const double gap = maker_.text_pt * 0.9;
  const std::vector<double> widths = ColumnWidths(table, gap);
  std::vector<TableCell> titles;
  for (const TableColumn& column : table.columns) titles.push_back({{Plain(column.title, Tone::kFaint)}});
  auto head = MakeRow(titles, widths, gap, std::make_shared<Node>(node, "TR"), true);
  const RowPiece* const repeated = head.get();
  head->space_before = maker_.GapPt() * 0.5;
  head->keeps_with_next = true;
  pieces_.push_back(std::move(head));
  for (const auto& row : table.rows) {
    auto piece = MakeRow(row, widths, gap, std::make_shared<Node>(node, "TR"), false);
    piece->SetRepeated(repeated);
    pieces_.push_back(std::move(piece));
  }
}

ChartsPiece::Card BoxPieces::MakeCard(const Chart& chart, double x, double width) const {
  const double small = maker_.SmallPt();
  ChartsPiece::Card card{x,
                         TitleLines(chart, width),
                         DrawKey(chart, width, small),
                         DrawChart(chart, width, small),
                         {},
                         std::make_shared<Node>(above_, "Figure", chart.alt),
                         {},
                         width};
  for (const Paragraph& remark : chart.remarks) {
    card.remarks.push_back(Lines(remark, small, width));
    card.remark_nodes.push_back(std::make_shared<Node>(above_, "P"));
  }
  return card;
}

// As many side by side as read well. Gives where the charts end.
size_t BoxPieces::AddCharts(const std::vector<Block>& blocks, size_t first) {
  const double gap = maker_.text_pt * 2;
  double least = 0;
  size_t end = first;
  while (end < blocks.size() && std::holds_alternative<Chart>(blocks[end])) {
    const double wider = std::max(least, LeastWidth(std::get<Chart>(blocks[end]), maker_.SmallPt()));
    const auto count = static_cast<double>(end - first + 1);
    if (end > first && wider * count + gap * (count - 1) > maker_.width) break;
    least = wider;
    ++end;
  }
  const auto count = static_cast<double>(end - first);
  const double width = (maker_.width - gap * (count - 1)) / count;
  std::vector<ChartsPiece::Card> cards;
  for (size_t i = first; i < end; ++i) cards.push_back(MakeCard(std::get<Chart>(blocks[i]), static_cast<double>(i - first) * (width + gap), width));
  auto piece = std::make_unique<ChartsPiece>(std::move(cards));
  piece->space_before = maker_.GapPt() * 1.3;
  pieces_.push_back(std::move(piece));
  return end;
}

}  // namespace

std::shared_ptr<Node> Node::With(const std::string& attribute, const std::string& value) && {
  attributes_[attribute] = value;
  return std::make_shared<Node>(std::move(*this));
}

int Node::In(Structure& structure) {
  if (number_ < 0) number_ = structure.Add(parent_ == nullptr ? 0 : parent_->In(structure), {type_, alt_, {}, {}, attributes_});
  return number_;
}

double Piece::Height() const {
  double height = 0;
  for (int step = 0; step < steps(); ++step) height += StepHeight(step);
  return height;
}

double PieceMaker::SmallPt() const { return std::max(text_pt - 1.5, limits::kSmallestTextPt); }

Pieces PieceMaker::Make(const std::vector<Block>& blocks, const NodePtr& above) const { return BoxPieces(*this, above).Make(blocks); }

}  // namespace helhet::render
