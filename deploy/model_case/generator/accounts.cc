#include "accounts.h"

#include <algorithm>

namespace helhet::model_case {
namespace {

constexpr Account kAccounts[] = {
    {"10100", "Fastlønn", "010", ""},
    {"10900", "Pensjonsinnskudd", "090", ""},
    {"10990", "Arbeidsgiveravgift", "099", ""},
    {"11000", "Kontormateriell", "100", ""},
    {"11050", "Undervisningsmateriell", "105", ""},
    {"11100", "Medisinsk forbruksmateriell", "110", ""},
    {"11150", "Matvarer", "115", ""},
    {"11200", "Annet forbruksmateriell", "120", ""},
    {"11300", "Post, telefon og bredbånd", "130", ""},
    {"11700", "Transport", "170", ""},
    {"11950", "Avgifter, gebyrer og lisenser", "195", ""},
    {"12000", "Inventar og utstyr", "200", ""},
    {"12300", "Vedlikehold og byggtjenester", "230", ""},
    {"12500", "Materialer til vedlikehold", "250", ""},
    {"12700", "Konsulenttjenester", "270", ""},
    {"12900", "Internkjøp", "290", ""},
    {"14290", "Merverdiavgift som gir kompensasjon", "429", ""},
    {"14700", "Overføringer til andre", "470", ""},
    {"210001", "Bank", "", "10"},
    {"232001", "Leverandørgjeld", "", "32"},
};

}  // namespace

std::span<const Account> Accounts() { return kAccounts; }

std::string_view AccountOf(std::string_view art) {
  return std::find_if(std::begin(kAccounts), std::end(kAccounts), [&](const Account& account) { return account.art == art; })->number;
}

}  // namespace helhet::model_case
