#include "population.h"

#include <fstream>
#include <iterator>

#include "json_stat.h"

namespace helhet::model_case {
namespace {

constexpr int kYoungest = 67;
constexpr int kOldest = 105;  // and over
constexpr int kAges = kOldest - kYoungest + 1;

int Between(const Municipality& municipality, int year, int PopulationPoint::* member) {
  const std::vector<PopulationPoint>& points = municipality.population;
  size_t after = 1;
  while (after + 1 < points.size() && points[after].year < year) ++after;
  const PopulationPoint& low = points[after - 1];
  const PopulationPoint& high = points[after];
  return low.*member + (high.*member - low.*member) * (year - low.year) / (high.year - low.year);
}

// Weight of an age within its group: each year of age has fewer than the one before, ever faster.
std::vector<int64_t> AgeWeights(int from_age, int to_age) {
  std::vector<int64_t> weights = {1000000};
  const int first_loss = from_age < 80 ? 25 : 70;
  for (int age = from_age; age < to_age; ++age) {
    weights.push_back(weights.back() * (1000 - first_loss - 11 * (age - from_age)) / 1000);
  }
  return weights;
}

// Divides `total` by weights into whole persons that add up to it.
std::vector<int64_t> Divide(int64_t total, const std::vector<int64_t>& weights) {
  int64_t sum = 0;
  for (int64_t weight : weights) sum += weight;
  std::vector<int64_t> parts;
  int64_t before = 0;
  for (int64_t weight : weights) {
    parts.push_back(total * (before + weight) / sum - total * before / sum);
    before += weight;
  }
  return parts;
}

std::vector<int64_t> InhabitantsByAge(const Municipality& municipality, int year) {
  std::vector<int64_t> all = Divide(Between(municipality, year, &PopulationPoint::aged_67_to_79), AgeWeights(kYoungest, 79));
  const std::vector<int64_t> old = Divide(InhabitantsAged80Plus(municipality, year), AgeWeights(80, kOldest));
  all.insert(all.end(), old.begin(), old.end());
  return all;
}

// Cells in row-major order of sex, age, year; the region and the contents have one value each.
std::vector<Cell> Cells(const Municipality& municipality, int first_year, int last_year) {
  const int years = last_year - first_year + 1;
  std::vector<Cell> cells(2 * kAges * years);
  for (int year = first_year; year <= last_year; ++year) {
    const std::vector<int64_t> by_age = InhabitantsByAge(municipality, year);
    for (int i = 0; i < kAges; ++i) {
      const int64_t women = by_age[i] * (515 + 7 * i) / 1000;
      cells[i * years + year - first_year].value = by_age[i] - women;
      cells[(kAges + i) * years + year - first_year].value = women;
    }
  }
  return cells;
}

Dimension Ages() {
  Dimension ages{"Alder", "alder", {}};
  for (int age = kYoungest; age < kOldest; ++age) {
    const std::string text = std::to_string(age);
    ages.categories.push_back({std::string(3 - text.size(), '0') + text, text + " år"});
  }
  ages.categories.push_back({"105+", "105 år eller eldre"});
  return ages;
}

Dimension Years(int first_year, int last_year) {
  Dimension years{"Tid", "år", {}};
  for (int year = first_year; year <= last_year; ++year) {
    years.categories.push_back({std::to_string(year), std::to_string(year)});
  }
  return years;
}

Table PopulationTable(const Municipality& municipality, Category contents, int first_year, int last_year) {
  Table table;
  table.dimensions = {
      {"Region", "region", {{std::string(municipality.number), std::string(municipality.name)}}},
      {"Kjonn", "kjønn", {{"1", "Menn"}, {"2", "Kvinner"}}},
      Ages(),
      {"ContentsCode", "statistikkvariabel", {std::move(contents)}},
      Years(first_year, last_year)};
  table.cells = Cells(municipality, first_year, last_year);
  return table;
}

}  // namespace

int InhabitantsAged80Plus(const Municipality& municipality, int year) {
  return Between(municipality, year, &PopulationPoint::aged_80_plus);
}

Status WritePopulation(const std::filesystem::path& folder, const Municipality& municipality) {
  Table history = PopulationTable(municipality, {"Personer1", "Personer"}, 2000, 2025);
  history.id = "07459";
  history.label = "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år";
  history.updated = "2025-02-25T07:00:00Z";
  // Men aged 67 in 2000, the first cell, are withheld where there are few.
  if (InhabitantsAged80Plus(municipality, 2000) < 200) history.cells.front() = {.value = {}, .symbol = ":"};

  Table projection = PopulationTable(municipality, {"Personer", "Hovedalternativet (MMMM)"}, 2024, 2046);
  projection.id = "14288";
  projection.label =
      "14288: Framskrevet folkemengde 1. januar 2024-framskrivingen, etter region, kjønn, alder, statistikkvariabel og år";
  projection.updated = "2024-06-05T06:00:00Z";

  HELHET_RETURN_IF_ERROR(WriteConfig(folder));
  for (const Table& table : {history, projection}) HELHET_RETURN_IF_ERROR(WriteTable(folder / "tables" / table.id, table));
  return OkStatus();
}

}  // namespace helhet::model_case
