// Random facts and definitions that use all of the model, by its descriptors.
#pragma once

#include <random>
#include <string>

#include "helhet/model/v1/fact.pb.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::measure {

// The same seed gives the same sequence, on every machine.
class RandomMeasures {
 public:
  explicit RandomMeasures(uint32_t seed) : random_(seed) {}

  // A number from 0 up to and without `bound`.
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint32_t>(bound)); }
  bool Chance(int percent) { return Below(100) < percent; }

  // A fact of a random kind, dated within 2022 and 2023, with lines, unknown values, and other currencies.
  model::v1::Fact Fact();
  // A definition that compiles, of one to four terms; a quarter of them stand.
  model::v1::Measure Measure(const std::string& measure_id);
  // One whose terms stand.
  model::v1::Measure StandingMeasure(const std::string& measure_id);

 private:
  void Fill(google::protobuf::Message& message, int depth);
  std::string Text(const std::string& field);
  // A day around the years of the facts, now and then the 29th of February; or what is none.
  std::string Day();
  int64_t Number();
  void FillTerm(const std::string& kind, model::v1::MeasureTerm& term);
  model::v1::Standing Standing(const std::string& kind, bool as_seen);
  std::string Expression(const std::string& table, int depth, bool is_standing = false);
  std::string Comparison(const std::string& table, bool is_standing);

  std::mt19937 random_;
};

}  // namespace helhet::measure
