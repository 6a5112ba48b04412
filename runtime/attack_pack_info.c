/* SPDX-License-Identifier: MIT
 *
 * Says what a pack is, and why one was refused. In a file of its own, as firmware that has nobody to tell does without.
 */
#include "attack_events.h"
#include "pack_format.h"

enum attack_pack_result attack_pack_peek(const void *bytes, size_t size, struct attack_pack_info *info)
{
    const struct attack_pack_header *header = (const struct attack_pack_header *)bytes;
    enum attack_pack_result result = attack_pack_check(header, size);
    bool found = result == ATTACK_PACK_OPENED;

    if (!info)
        return result;
    info->size = found ? header->size : 0;
    info->format_major = found ? header->layout >> 16 : 0;
    info->format_minor = found ? header->layout & 0xffffu : 0;
    info->runtime_major = found ? header->lowest_runtime >> 16 : 0;
    info->runtime_minor = found ? header->lowest_runtime & 0xffffu : 0;
    info->sha256 = found ? header->sha256 : NULL;
    return result;
}

const char *attack_pack_result_text(enum attack_pack_result result)
{
    /* In the order of the enumeration: C++ has no other form. */
    static const char texts[][sizeof "it is older than the mapping that it is to replace"] = {
        "it is open",
        "its bytes do not start at a multiple of 4",
        "it is no pack",
        "it is cut short",
        "it is in the other byte order",
        "it is damaged: its checksum is wrong",
        "its format is of another major version",
        "it needs a later version of the library",
        "its tables are corrupt",
        "it is of another ATT&CK domain",
        "it is older than the mapping that it is to replace"};

    return (size_t)result < sizeof texts / sizeof *texts ? texts[result] : NULL;
}
