/* SPDX-License-Identifier: MIT
 *
 * Says what a pack is, and why one was refused. In a file of its own, as firmware that has nobody to tell does without.
 */
#include "attack_events.h"
#include "pack_format.h"

enum attack_pack_result attack_pack_peek(const void *bytes, size_t size, struct attack_pack_info *info)
{
    const struct attack_pack_header *header = bytes;
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
    static const char texts[][sizeof "it is older than the mapping that it is to replace"] = {
        [ATTACK_PACK_OPENED] = "it is open",
        [ATTACK_PACK_NOT_ALIGNED] = "its bytes do not start at a multiple of 4",
        [ATTACK_PACK_NO_PACK] = "it is no pack",
        [ATTACK_PACK_CUT_SHORT] = "it is cut short",
        [ATTACK_PACK_OTHER_BYTE_ORDER] = "it is in the other byte order",
        [ATTACK_PACK_DAMAGED] = "it is damaged: its checksum is wrong",
        [ATTACK_PACK_OTHER_FORMAT] = "its format is of another major version",
        [ATTACK_PACK_LATER_RUNTIME] = "it needs a later version of the library",
        [ATTACK_PACK_CORRUPT] = "its tables are corrupt",
        [ATTACK_PACK_OTHER_DOMAIN] = "it is of another ATT&CK domain",
        [ATTACK_PACK_OLDER] = "it is older than the mapping that it is to replace",
    };

    return (size_t)result < sizeof texts / sizeof *texts ? texts[result] : NULL;
}
