/* SPDX-License-Identifier: MIT
 *
 * Replaces tagging.c in a build that has no parser of JSON for it.
 */
#include "shim.h"

struct python_tagger *attack_python_tagger_new(const struct attack_db *db, const struct python_tag_options *options,
                                               const char **reason)
{
    (void)db;
    (void)options;
    *reason = "the package was built without YAJL, and reads no logs";
    return NULL;
}

void attack_python_tagger_free(struct python_tagger *tagger)
{
    (void)tagger;
}

size_t attack_python_tag_padding(void)
{
    return 0;
}

const char *attack_python_tag(struct python_tagger *tagger, const char *texts, size_t *lengths, const char **wrong,
                              size_t count)
{
    (void)tagger;
    (void)texts;
    (void)lengths;
    (void)wrong;
    (void)count;
    return NULL;
}
