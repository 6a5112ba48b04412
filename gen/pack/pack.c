/* SPDX-License-Identifier: MIT */
#include "pack.h"

#include "gperf.h"
#include "packing.h"
#include "verify.h"

bool pack(const struct model *model, const char *sha256, const char *selection, enum index index, struct packed *packed)
{
    pack_tables(model, sha256, selection, packed);
    if (index != INDEX_NONE) {
        pack_factors(model, packed);
        if (!pack_hashes(model, index, packed))
            return false;
    }
    if (packed->technique_hash.slot_count || packed->event_hash.slot_count)
        packed->gperf_version = gperf_version(model->arena);
    return packed->gperf_version && verify_packed(model, packed);
}
