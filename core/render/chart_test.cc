// What is drawn of a measure: lines and areas are counted and measured, whatever paints them.
#include "core/render/chart.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace helhet::render {
namespace {

constexpr double kWidth = 400;
constexpr double kText = 8;

template <typename Shape>
std::vector<Shape> Of(const std::vector<Drawing>& drawings, Colour colour) {
  std::vector<Shape> found;
  for (const Drawing& drawing : drawings) {
    for (const auto& any : drawing.shapes) {
      const Shape* shape = std::get_if<Shape>(&any);
      if (shape == nullptr) continue;
      if constexpr (std::is_same_v<Shape, Area>) {
        if (shape->fill == colour) found.push_back(*shape);
      } else {
        if (shape->colour == colour) found.push_back(*shape);
      }
    }
  }
  return found;
}

ChartUnit Unit(std::optional<double> baseline, std::optional<double> latest, std::optional<double> target) {
  ChartUnit unit;
  unit.name = "Enhet b";
  unit.baseline = baseline;
  unit.latest = latest;
  unit.target = target;
  return unit;
}

Chart Curve(std::vector<std::optional<double>> recent) {
  Chart chart;
  chart.is_curve = true;
  chart.floor = 0;
  chart.ceiling = 100;
  chart.units = {Unit(20, 40, 60)};
  chart.units[0].recent = std::move(recent);
  return chart;
}

TEST(Curve, HasAGapWhereNothingWasMeasured) {
  const auto strokes = Of<Stroke>(DrawChart(Curve({10, 20, std::nullopt, 30, 40, 50}), kWidth, kText), kLatestFill);
  ASSERT_EQ(strokes.size(), 2u);
  EXPECT_EQ(strokes[0].points.size(), 2u);
  EXPECT_EQ(strokes[1].points.size(), 3u);
}

TEST(Curve, ShowsAFigureThatStandsAloneAsADot) {
  const auto drawings = DrawChart(Curve({std::nullopt, 30, std::nullopt}), kWidth, kText);
  EXPECT_TRUE(Of<Stroke>(drawings, kLatestFill).empty());
  EXPECT_GE(Of<Area>(drawings, kLatestFill).size(), 1u);
}

TEST(Curve, RisesWithItsFiguresBetweenBaselineAndTarget) {
  const auto drawings = DrawChart(Curve({20, 60}), kWidth, kText);
  const auto curve = Of<Stroke>(drawings, kLatestFill).at(0), baseline = Of<Stroke>(drawings, kBaselineLine).at(0), target = Of<Stroke>(drawings, kTargetLine).at(0);
  // The first figure is the baseline's, the last the target's. y grows downwards.
  EXPECT_DOUBLE_EQ(curve.points.front().second, baseline.points.front().second);
  EXPECT_DOUBLE_EQ(curve.points.back().second, target.points.front().second);
  EXPECT_LT(target.points.front().second, baseline.points.front().second);
  EXPECT_TRUE(baseline.is_dashed);
  EXPECT_FALSE(target.is_dashed);
}

TEST(Curve, StaysWithinItsDrawing) {
  Chart chart = Curve({0, 100, 50});
  for (int i = 0; i < 11; ++i) chart.units.push_back(chart.units[0]);
  const auto drawings = DrawChart(chart, kWidth, kText);
  EXPECT_GT(drawings.size(), 1u);
  for (const Drawing& drawing : drawings) {
    for (const auto& any : drawing.shapes) {
      const auto* stroke = std::get_if<Stroke>(&any);
      if (stroke == nullptr) continue;
      for (const auto& [x, y] : stroke->points) {
        EXPECT_GE(x, 0);
        EXPECT_LE(x, kWidth + 1e-9);
        EXPECT_GE(y, 0);
        EXPECT_LE(y, drawing.height);
      }
    }
  }
}

TEST(Charts, GiveLongNamesALineOfTheirOwn) {
  for (const bool is_curve : {true, false}) {
    Chart chart = Curve({10, 20});
    chart.is_curve = is_curve;
    chart.units.assign(5, chart.units[0]);
    const double height = DrawChart(chart, kWidth, kText).at(0).height;
    chart.units[1].name = "Barnehage og oppvekst, avdeling nord";
    const Drawing drawing = DrawChart(chart, kWidth, kText).at(0);
    EXPECT_GT(drawing.height, height);
    for (const auto& any : drawing.shapes) {
      const auto* label = std::get_if<Label>(&any);
      if (label == nullptr || label->text != chart.units[1].name) continue;
      EXPECT_GE(label->room, (kWidth - 4 * 1.2 * kText) / 5 - 1e-9) << "the width of a panel";
    }
  }
}

TEST(Bars, AreAsLongAsTheirFigures) {
  Chart chart;
  chart.units = {Unit(100, 50, std::nullopt), Unit(25, std::nullopt, std::nullopt)};
  const auto drawings = DrawChart(chart, kWidth, kText);
  const auto latest = Of<Area>(drawings, kLatestFill), baseline = Of<Area>(drawings, kBaselineFill);
  ASSERT_EQ(latest.size(), 1u);  // what was not measured has no bar
  ASSERT_EQ(baseline.size(), 2u);
  EXPECT_NEAR(latest[0].width * 2, baseline[0].width, 1e-9);
  EXPECT_NEAR(baseline[1].width * 4, baseline[0].width, 1e-9);
  EXPECT_DOUBLE_EQ(latest[0].x, baseline[0].x);
}

TEST(Bars, BelowZeroGoTheOtherWay) {
  Chart chart;
  chart.units = {Unit(100, -100, std::nullopt)};
  const auto drawings = DrawChart(chart, kWidth, kText);
  const auto latest = Of<Area>(drawings, kLatestFill), baseline = Of<Area>(drawings, kBaselineFill);
  EXPECT_NEAR(latest.at(0).x + latest.at(0).width, baseline.at(0).x, 1e-9);
}

TEST(Bars, StandOnSeveralPagesWhenTheyAreMany) {
  Chart chart;
  chart.units.assign(45, Unit(1, 2, 3));
  const auto drawings = DrawChart(chart, kWidth, kText);
  EXPECT_EQ(drawings.size(), 3u);
  EXPECT_EQ(Of<Area>(drawings, kLatestFill).size(), 45u);
}

TEST(Charts, OfNothingDrawNothingAndDoNotFail) {
  for (const bool is_curve : {true, false}) {
    Chart chart;
    chart.is_curve = is_curve;
    EXPECT_TRUE(DrawChart(chart, kWidth, kText).empty());
    chart.units = {Unit(std::nullopt, std::nullopt, std::nullopt), Unit(0, 0, 0)};
    const auto drawings = DrawChart(chart, kWidth, kText);
    EXPECT_FALSE(drawings.empty());
  }
}

}  // namespace
}  // namespace helhet::render
