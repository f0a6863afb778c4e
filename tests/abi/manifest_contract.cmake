# The build's check of a manifest, on one that states another contract than that of the SDK.
set(HELHET_CONTRACT_VERSION 1.1)
include(${SOURCE}/sdk/cmake/HelhetPlugin.cmake)
file(WRITE ${FOLDER}/manifest_contract/manifest.json [[{"name": "old", "version": "1.0.0", "contract": "1.0"}]])
helhet_check_manifest(${FOLDER}/manifest_contract/manifest.json old)
