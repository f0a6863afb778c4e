// A municipality's purchases, made as they are read: invoices, orders and agreements of one world, by arithmetic alone.
#pragma once

#include <functional>
#include <string>

#include "core/plugin/connection.h"

namespace helhet::bench {

// A connector over one kind of them.
class Purchases : public plugin::Connection {
 public:
  static constexpr int kUnits = 50;

  // Of ten invoices six name an order; of those one names an order that nobody has.
  static Purchases Invoices(int count);
  // The orders that the invoices name, in order of number.
  static Purchases Orders(int count);
  static Purchases Agreements(int count);
  // One order that an invoice names and that was not among the orders.
  static Purchases LateOrder(int number, int invoices);
  // How many of the invoices name an order that is there.
  static int64_t VerifiedOf(int invoices);

  const std::string& name() const { return name_; }
  int64_t size() const { return size_; }

  Result<std::string> Check() override { return name_; }
  Result<plugin::v1::DiscoverResponse> Discover() override { return plugin::v1::DiscoverResponse(); }
  Result<std::unique_ptr<plugin::ReadSession>> Read(const plugin::v1::ReadStart& start) override;
  Result<std::unique_ptr<plugin::WriteSession>> Write() override { return Unimplemented("purchases: only reads"); }
  const plugin::v1::DescribeResponse& description() const override { return description_; }

 private:
  using Make = std::function<void(int64_t, plugin::v1::Record&)>;
  class Session;

  Purchases(std::string name, int64_t size, Make make) : name_(std::move(name)), size_(size), make_(std::move(make)) {}

  std::string name_;
  int64_t size_;
  Make make_;
  plugin::v1::DescribeResponse description_;
};

}  // namespace helhet::bench
