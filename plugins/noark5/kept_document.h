// What the hub keeps of a document in the archive: the attributes that a fact is made of, and no others. A title that is
// screened is left behind here, so that it stands neither in the fact nor in the record beside it.
#pragma once

#include <vector>

#include "moment.h"
#include "resource.h"

namespace helhet::noark5 {

// A document with what lies around it. `record` and `file` are empty where there is none, or none that the user may see.
struct DocumentParts {
  Resource description;           // dokumentbeskrivelse
  Resource record;                // registrering or journalpost
  Resource file;                  // mappe or saksmappe
  std::vector<Resource> objects;  // dokumentobjekt: one for each version and variant
};

// Whether the document, its record or its file is screened or graded (`skjerming`, `gradering`, `skjermetTittel`).
bool IsScreened(const DocumentParts& parts);

// {"dokumentbeskrivelse": …, "registrering": …, "mappe": …, "dokumentobjekt": […]}. Of a screened document `tittel` is the
// record's `offentligTittel`, absent when there is none, and nobody is named.
Json KeptOf(const DocumentParts& parts);

// The last change of any part.
Moment LastTouched(const DocumentParts& parts);

}  // namespace helhet::noark5
