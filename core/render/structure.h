// The logical structure of a tagged PDF: elements in reading order, and which marked content on which page is theirs
// (ISO 32000-1, section 14.7).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace helhet::render {

// Marked content on a page, by the numbers that pages give it from 0 up.
struct Mark {
  int page = 0;
  int number = 0;
};

// An element. It has elements below it, or marked content, never both.
struct Element {
  std::string type;  // a standard structure type: P, H2, Table …
  std::string alt;   // the text that stands for what is drawn, for figures
  std::vector<int> below;
  std::vector<Mark> marks;
  std::map<std::string, std::string> attributes;  // of the type's own: Scope of TH, ListNumbering of L
};

// Elements by number; the first is the document.
class Structure {
 public:
  Structure() { elements_.push_back({.type = "Document", .alt = {}, .below = {}, .marks = {}, .attributes = {}}); }

  int Add(int parent, Element element) {
    elements_.push_back(std::move(element));
    const int number = static_cast<int>(elements_.size()) - 1;
    elements_[static_cast<size_t>(parent)].below.push_back(number);
    return number;
  }
  void AddMark(int element, Mark mark) { elements_[static_cast<size_t>(element)].marks.push_back(mark); }
  const std::vector<Element>& elements() const { return elements_; }

 private:
  std::vector<Element> elements_;
};

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

}  // namespace helhet::render
