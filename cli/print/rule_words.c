/* SPDX-License-Identifier: MIT
 *
 * Texts of a rule are those of a stranger's file: whoever writes the pieces escapes them.
 */
#include "rule_words.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

void rule_words(const struct attack_rule *rule, rule_write *write, void *context)
{
    const char *level = attack_level_name(rule->level), *status = attack_status_name(rule->status);

    write(context, rule->title ? rule->title : rule->id);
    write(context, " (");
    write(context, level ? level : "no level");
    write(context, ", ");
    write(context, status ? status : "no status");
    write(context, rule->is_hunting ? ", for hunting)" : ")");
    if (rule->author) {
        write(context, " by ");
        write(context, rule->author);
    }
}

char *rule_uri(const struct attack_rule *rule)
{
    size_t folder = rule->folder ? strlen(rule->folder) : 0, file = rule->file ? strlen(rule->file) : 0;
    char *uri;

    if (!folder && !file)
        return NULL;
    uri = memory_resize(NULL, folder + file + 1, 1);
    memcpy(uri, folder ? rule->folder : "", folder);
    memcpy(uri + folder, file ? rule->file : "", file);
    uri[folder + file] = '\0';
    return uri;
}
