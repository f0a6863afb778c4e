// Tables of the PDF: a row is divided by lines, and the head stands once more where a table goes on.
#include <algorithm>

#include "core/render/pdf_pieces.h"

namespace helhet::render {
namespace {

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

// Narrow columns are as wide as their widest word; the others share the rest, and none gets less than its title's widest word.
std::vector<double> ColumnWidths(const PieceMaker& maker, const Table& table, double gap) {
  const double room = maker.width - gap * static_cast<double>(table.columns.size() - 1);
  const auto widest = [&](const Spans& spans, bool is_bold) {
    return TextLines::WidestWord(maker.typesetter, spans, {maker.text_pt, is_bold, kInk, Edge::kLeft});
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

std::unique_ptr<RowPiece> MakeRow(const PieceMaker& maker, const std::vector<TableCell>& cells, const std::vector<double>& widths, double gap, const NodePtr& row, bool is_head) {
  std::vector<RowPiece::Cell> drawn;
  double x = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const NodePtr node = is_head ? Node(row, "TH").With("Scope", "Column") : std::make_shared<Node>(row, "TD");
    RowPiece::Cell cell{x, {}, node};
    for (const Paragraph& paragraph : cells[i].paragraphs) cell.paragraphs.push_back(maker.Lines(paragraph, maker.text_pt, widths[i], is_head));
    drawn.push_back(std::move(cell));
    x += widths[i] + gap;
  }
  const double pitch = maker.Lines({}, maker.text_pt, -1).pitch();
  return std::make_unique<RowPiece>(std::move(drawn), maker.width, pitch, maker.GapPt());
}

}  // namespace

Pieces MakeTable(const PieceMaker& maker, const Table& table, const NodePtr& above) {
  Pieces pieces;
  const NodePtr node = std::make_shared<Node>(above, "Table");
  const double gap = maker.text_pt * 0.9;
  const std::vector<double> widths = ColumnWidths(maker, table, gap);
  std::vector<TableCell> titles;
  for (const TableColumn& column : table.columns) titles.push_back({{Plain(column.title, Tone::kFaint)}});
  auto head = MakeRow(maker, titles, widths, gap, std::make_shared<Node>(node, "TR"), true);
  const RowPiece* const repeated = head.get();
  head->space_before = maker.GapPt() * 0.5;
  head->keeps_with_next = true;
  pieces.push_back(std::move(head));
  for (const auto& row : table.rows) {
    auto piece = MakeRow(maker, row, widths, gap, std::make_shared<Node>(node, "TR"), false);
    piece->SetRepeated(repeated);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace helhet::render
