// The pieces that boxes of the PDF are made of. A piece is drawn by steps: lines of a text, of a table's row, rows of a chart. Any run
// of steps can stand on a page.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/render/content.h"
#include "core/render/pdf_canvas.h"

namespace helhet::render {

class Piece {
 public:
  virtual ~Piece() = default;
  virtual int steps() const = 0;
  virtual double StepHeight(int step) const = 0;
  // Steps from `first` up to `last`, from `y` down.
  virtual void Draw(Canvas& canvas, double x, double y, int first, int last) const = 0;
  // The piece stands once more, as decoration, above what goes on on another page. Null for most.
  virtual const Piece* repeated() const { return nullptr; }
  virtual void DrawRepeated(Canvas&, double, double) const {}

  double space_before = 0;
  bool keeps_with_next = false;

  double Height() const;
};

using Pieces = std::vector<std::unique_ptr<Piece>>;

// What pieces are made with: sizes follow from that of the text.
struct PieceMaker {
  const Typesetter& typesetter;
  double text_pt = 10;
  double width = 500;

  // Smaller print, never below what can be read.
  double SmallPt() const;
  double GapPt() const { return text_pt * 0.5; }

  // A paragraph as lines.
  TextLines Lines(const Paragraph& paragraph, double size_pt, double width_pt, bool is_bold = false) const;
};

// Pieces of blocks, below an element.
Pieces MakePieces(const PieceMaker& maker, const std::vector<Block>& blocks, const NodePtr& above);
// Those of a table: a row each, the head first. pdf_table.cc.
Pieces MakeTable(const PieceMaker& maker, const Table& table, const NodePtr& above);
// Those of charts that follow each other, as many side by side as read well. pdf_charts.cc.
Pieces MakeCharts(const PieceMaker& maker, const std::vector<const Chart*>& charts, const NodePtr& above);

}  // namespace helhet::render
