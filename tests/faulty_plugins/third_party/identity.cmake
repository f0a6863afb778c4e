# Writes the SHA-256 of a descriptor set as a header.
file(SHA256 ${INPUT} hash)
file(WRITE ${OUTPUT} "#pragma once\n#define MODEL_SHA256 \"${hash}\"\n")
