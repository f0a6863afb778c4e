# Writes the SHA-256 of the model's descriptor set as a header.
file(SHA256 ${INPUT} hash)
file(WRITE ${OUTPUT}.new "#pragma once\n#define HELHET_MODEL_SHA256 \"${hash}\"\n#define HELHET_CONTRACT_VERSION \"${CONTRACT}\"\n")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
file(TOUCH_NOCREATE ${OUTPUT})
