/* SPDX-License-Identifier: MIT */
#include "packed.h"

#include "tables.h"

const struct table_shape table_shapes[TABLES] = {
    [TABLE_TECHNIQUES] = {"techniques", TECHNIQUE_CELLS},
    [TABLE_RUNS] = {"runs", RUN_CELLS},
    [TABLE_COMPONENTS] = {"components", COMPONENT_CELLS},
    [TABLE_RELATIONSHIPS] = {"relationships", RELATIONSHIP_CELLS},
    [TABLE_EVENTS] = {"events", EVENT_CELLS},
    [TABLE_LOGS] = {"logs", LOG_CELLS},
    [TABLE_VARIANTS] = {"variants", VARIANT_CELLS},
    [TABLE_RETIRED] = {"retired", RETIRED_CELLS},
    [TABLE_ALIASES] = {"aliases", ALIAS_CELLS},
    [TABLE_FIELDS] = {"filter_fields", FIELD_CELLS},
    [TABLE_FACTORS] = {"factors", FACTOR_CELLS},
};

size_t packed_count(const struct packed *packed, enum table table)
{
    return packed->cells[table].count / table_shapes[table].cells;
}
