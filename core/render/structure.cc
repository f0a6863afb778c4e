#include "core/render/structure.h"

namespace helhet::render {

std::shared_ptr<Node> Node::With(const std::string& attribute, const std::string& value) && {
  attributes_[attribute] = value;
  return std::make_shared<Node>(std::move(*this));
}

int Node::In(Structure& structure) {
  if (number_ < 0) number_ = structure.Add(parent_ == nullptr ? 0 : parent_->In(structure), {type_, alt_, {}, {}, attributes_});
  return number_;
}

}  // namespace helhet::render
