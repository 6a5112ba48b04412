/* SPDX-License-Identifier: MIT
 *
 * The titles of rankings, and the labels for what was counted. It counts nothing.
 */
#include "ranking.h"

const char *ranking_title(enum ranking_kind kind, enum ranking_scope scope)
{
    static const char *const titles[RANKING_KINDS][3] = {
        [RANKING_DATA_SOURCES] = {"Data sources of sub-techniques", "Data sources of techniques",
                                  "Data sources of techniques and sub-techniques"},
        [RANKING_DATA_COMPONENTS] = {"Data components of sub-techniques", "Data components of techniques",
                                     "Data components of techniques and sub-techniques"},
        [RANKING_EVENTS] = {"Events of sub-techniques", "Events of techniques",
                            "Events of techniques and sub-techniques"},
        [RANKING_TACTICS] = {"Tactics of sub-techniques", "Tactics of techniques",
                             "Tactics of techniques and sub-techniques"},
        [RANKING_PLATFORMS] = {"Platforms of sub-techniques", "Platforms of techniques",
                               "Platforms of techniques and sub-techniques"},
    };

    return titles[kind][scope];
}

const char *ranking_unit(enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by)
{
    static const char *const triples[] = {"distinct sub-technique, data source and data component triples",
                                          "distinct technique, data source and data component triples",
                                          "distinct technique, data source and data component triples"};
    static const char *const techniques[] = {"distinct sub-techniques", "distinct techniques, sub-techniques left out",
                                             "distinct techniques and sub-techniques"};

    if (by == RANKING_BY_PAIRS && (kind == RANKING_DATA_SOURCES || kind == RANKING_DATA_COMPONENTS))
        return triples[scope];
    return techniques[scope];
}
