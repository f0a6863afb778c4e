// One field of a fact, set from a cell by what the model says of the field.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "helhet/table/cell.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/flags.h"

namespace helhet::sdk {

// Sets `setting.field` of `message` from what the cell means, which is not empty:
//  - text: as it stands; a date by name (`…_date`, `valid_…`, `period_start`), and the digits of an organisation number,
//    flagged `organisation_number_invalid` when they are none
//  - `…_minor`: an amount in units of `currency_code`, half a minor unit rounded and flagged `amount_rounded`;
//    `…_micros`: a number; another whole number: without decimals
//  - an enum: its name in the model, with or without its prefix, in any case
//  - a list: the values between separators
// A failure says what was expected.
Status SetField(const FieldSetting& setting, const Cell& cell, const std::string& currency_code, const std::string& where, Flags& flags,
                google::protobuf::Message& message);

// Whether a field is a date, by its name.
bool IsDateField(const std::string& name);

}  // namespace helhet::sdk
