// The pieces that boxes of the PDF are made of. A piece is drawn by steps: lines of a text, of a table's row, rows of a chart. Any run
// of steps can stand on a page.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/render/content.h"
#include "core/render/pdf_canvas.h"

namespace helhet::render {

// An element of the structure that comes into being when something of it is drawn, after those above it.
class Node {
 public:
  Node(std::shared_ptr<Node> parent, std::string type, std::string alt = "") : parent_(std::move(parent)), type_(std::move(type)), alt_(std::move(alt)) {}
  std::shared_ptr<Node> With(const std::string& attribute, const std::string& value) &&;
  const char* type() const { return type_.c_str(); }
  int In(Structure& structure);

 private:
  std::shared_ptr<Node> parent_;  // null below the document itself
  std::string type_;
  std::string alt_;
  std::map<std::string, std::string> attributes_;
  int number_ = -1;
};

using NodePtr = std::shared_ptr<Node>;

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
  double GapPt() const { return text_pt * 0.55; }

  // Pieces of blocks, below an element.
  Pieces Make(const std::vector<Block>& blocks, const NodePtr& above) const;
};

}  // namespace helhet::render
