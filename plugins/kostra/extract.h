// A whole extract: its cells, summed as Statistics Norway sums them, and what does not add up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract_line.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"

namespace helhet::kostra {

// One cell: all lines of one key. Their sum stands in `line`.
struct Cell {
  ExtractLine line;
  std::vector<size_t> line_numbers;  // from 1
  std::string raw;                   // the lines, each with its line break
  std::vector<model::v1::Flag> flags;
};

struct RefusedLine {
  size_t line_number = 0;
  std::string raw;
  Status status;
};

struct Extract {
  std::vector<Cell> cells;           // in the order of their first lines
  std::vector<RefusedLine> refused;
};

// Whether any line of a document is one of an extract.
bool IsExtract(std::string_view text);

// Reads an extract, its lines numbered from `first_line_number`. Lines with amount 0 are dropped, as Statistics Norway does.
// Flags, by its controls: kontroll_009 (account class), kontroll_015 (several amounts on one key, summed).
Extract ReadExtract(std::string_view text, size_t first_line_number = 1);

// Flags differences in the accounts of a whole year, on the last cell of each: kontroll_095 (investment) and kontroll_110
// (operating) over 30, kontroll_125 (balance) over 10 thousand kroner. Quarters and the districts of Oslo need not
// balance, and accounts with refused lines are not compared.
void CheckBalances(Extract& extract);

}  // namespace helhet::kostra
