/* SPDX-License-Identifier: MIT
 *
 * An array of bytes that grows by doubling.
 */
#include "bytes.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

void bytes_add(struct bytes *bytes, const char *text, size_t length)
{
    if (!length)
        return;
    if (length > bytes->capacity - bytes->length)
        bytes->text = memory_room_for(bytes->text, bytes->length, length, &bytes->capacity, 1);
    memcpy(bytes->text + bytes->length, text, length);
    bytes->length += length;
}

void bytes_free(struct bytes *bytes)
{
    free(bytes->text);
    *bytes = (struct bytes){NULL, 0, 0};
}
