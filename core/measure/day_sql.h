// Days in SQL, for both databases.
#pragma once

#include <string>

#include "core/measure/standing.h"
#include "core/store/database.h"

namespace helhet::measure {

// The day so many days after one, as text. `day` is the SQL of a day that exists.
std::string DayPlusSql(const std::string& day, int days, store::Dialect dialect);

// Whole days from a column to the day, negative when the column's comes later; NULL where the column holds no day as
// model::IsDate has it. A database that was asked to read such a text as a day would end the statement, or guess.
std::string AgeDaysSql(const std::string& column, const std::string& day, store::Dialect dialect);

// Whether a fact holds on the day.
std::string HoldsSql(const Standing& standing, const std::string& day);
// Whether it does, or once did.
std::string HasBegunSql(const Standing& standing, const std::string& day);

}  // namespace helhet::measure
