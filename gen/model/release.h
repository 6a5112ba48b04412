/* SPDX-License-Identifier: MIT
 *
 * A release of ATT&CK as the authority on a mapping's techniques.
 */
#ifndef GEN_RELEASE_H
#define GEN_RELEASE_H

#include "model.h"

/* Returns the number of the object with this key, a text that is unique in a release. */
uint32_t release_key(struct model *model, const char *key, size_t length, struct place place);

/* Adds an object. Of two versions of one object, the newer stays. */
void release_add(struct model *model, uint32_t number, const struct release_object *object);

/* Adds a relation. Returns false, and reports, above the limit. */
bool release_link(struct model *model, struct release_links *links, uint32_t source, uint32_t target,
                  struct place place);

/* Makes a release, if one was read, the authority on techniques: their names, tactics and platforms, which of them are
 * retired, and, for those that are new, which data components they have. Adds the rows of its analytics. Call it when
 * every file is read, before retire_techniques(). */
void apply_release(struct model *model);

#endif
