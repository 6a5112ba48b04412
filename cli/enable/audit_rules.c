/* SPDX-License-Identifier: MIT
 *
 * The table of audit rules. A call that is in no row gets a rule of its own, so a new one in mapping.yaml needs a row
 * only if its records are too many. Sources: auditctl(8), audit.rules(7) and the tables of system calls of
 * audit-userspace; syscalls(2).
 */
#include "audit_rules.h"

#include "host/letter_case.h"
#include "print/value.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IN_SESSIONS "-F auid!=unset"
#define SESSIONS_ONLY "in login sessions only: take -F auid!=unset away to audit services too"

static const struct audit_rules rules[] = {
    {"execution of programs", " execve execveat ", " EXECVE BPRM_FCAPS ", {NULL}, NULL, false},
    {"access to other processes", " ptrace process_vm_readv process_vm_writev pidfd_getfd ", " ", {NULL}, NULL, false},
    {"signals that kill",
     " kill tkill pidfd_send_signal ",
     " OBJ_PID ",
     {"-F a1=9"},
     "SIGKILL only: programs send other signals all the time",
     false},
    {"signals that kill a thread", " tgkill ", " ", {"-F a2=9"}, "SIGKILL only", false},
    {"kernel modules", " init_module finit_module delete_module ", " KERN_MODULE ", {NULL}, NULL, false},
    {"BPF", " bpf ", " ", {NULL}, NULL, false},
    {"mounts and namespaces",
     " mount umount2 move_mount open_tree fsmount pivot_root unshare setns open_by_handle_at ",
     " ",
     {IN_SESSIONS},
     SESSIONS_ONLY,
     false},
    {"files in memory", " memfd_create ", " ", {IN_SESSIONS}, SESSIONS_ONLY, false},
    {"executable memory",
     " mprotect pkey_mprotect ",
     " ",
     {"-F a2&0x4 " IN_SESSIONS},
     "of PROT_EXEC only, in login sessions; programs that compile while they run still write many",
     false},
    {"names of processes",
     " prctl ",
     " ",
     {"-F a0=15", "-F a0=35"},
     "PR_SET_NAME and PR_SET_MM only; programs with many threads write many",
     false},
    {"identities and capabilities",
     " setuid setreuid setresuid setgid setregid setresgid setfsuid setfsgid capset ",
     " CAPSET ",
     {IN_SESSIONS},
     SESSIONS_ONLY,
     false},
    {"connections", " connect accept accept4 ", " ", {IN_SESSIONS}, SESSIONS_ONLY, false},
    {"metadata of files",
     " chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr fsetxattr removexattr"
     " lremovexattr fremovexattr utime utimes futimesat utimensat ",
     " ",
     {IN_SESSIONS},
     SESSIONS_ONLY,
     false},
    {"removed and renamed files",
     " unlink unlinkat rmdir rename renameat renameat2 ",
     " PATH=DELETE ",
     {IN_SESSIONS},
     SESSIONS_ONLY,
     false},
    {"opened and new files",
     " open openat openat2 creat truncate ftruncate mknod mknodat mkdir mkdirat link linkat symlink symlinkat ",
     " PATH=CREATE PATH=NORMAL ",
     {"-F dir=/etc " IN_SESSIONS},
     "below /etc, in login sessions: repeat it for each directory that matters, since all of them are too many",
     false},
    {"reads and writes",
     " read readv pread write writev pwrite sendfile ",
     " ",
     {NULL},
     "left off: as many records as a busy machine has reads; watch a file by its name instead",
     true},
    {"sockets", " socket ", " ", {IN_SESSIONS}, SESSIONS_ONLY, false},
    {"restarts", " reboot ", " ", {NULL}, NULL, false},
};

static const struct audit_rules rules_of_files = {"files by name", NULL, " ", {NULL}, NULL, false};
static const struct audit_rules rules_of_other_calls = {"", " ", " ", {NULL}, NULL, false};

static bool is_plain(const char *text, const char *others)
{
    for (; *text; text++)
        if (!(fold(*text) >= 'a' && fold(*text) <= 'z') && !(*text >= '0' && *text <= '9') && !strchr(others, *text))
            return false;
    return true;
}

/* Names of calls and files are printed into rules, so nothing else may be in them. */
static bool is_call(const char *text)
{
    return text && *text && is_plain(text, "_");
}

static bool is_path(const char *text)
{
    return text && *text == '/' && text[1] && is_plain(text, "/._-+@");
}

static const struct audit_rules *rules_of_record(const char *record)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (text_has_word(rules[i].records, record, strlen(record)))
            return &rules[i];
    return NULL;
}

/* Returns the row that has a call; NULL if there is none. */
static const struct audit_rules *find_call(const char *call, size_t length)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (text_has_word(rules[i].calls, call, length))
            return &rules[i];
    return NULL;
}

static const struct audit_rules *rules_of_call(const char *call)
{
    const struct audit_rules *known = find_call(call, strlen(call));

    return known ? known : &rules_of_other_calls;
}

const struct audit_rules *audit_rules_of(const char *record, const struct audited_object *object)
{
    static const char *const nametypes[] = {"CREATE", "DELETE", "NORMAL"};
    static const char *const paths[] = {"PATH=CREATE", "PATH=DELETE", "PATH=NORMAL"};

    if (object->rules)
        return object->rules;
    if (fold_equal(record, "SYSCALL"))
        return is_call(object->call) ? rules_of_call(object->call) : NULL;
    if (!fold_equal(record, "PATH"))
        return record ? rules_of_record(record) : NULL;
    if (object->path)
        return is_path(object->path) ? &rules_of_files : NULL;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (fold_equal(object->nametype, nametypes[i]))
            return rules_of_record(paths[i]);
    return NULL;
}

/* Finds the first value that a condition's text asks for in a field: SYSCALL = 'open', SYSCALL = ('open' or 'creat').
 * Returns its length; 0 if there is none. */
static size_t find_asked(const char *text, const char *test, const char **value)
{
    const char *found = strstr(text, test);

    if (!found || (found - text >= 4 && strncmp(found - 4, "not ", 4) == 0))
        return 0;
    *value = found + strlen(test);
    *value += **value == '(';
    *value += **value == '\'';
    return strcspn(*value, "'");
}

static const struct audit_rules *rules_of_nametype(const char *nametype, size_t length)
{
    char record[16];

    if (length >= sizeof record - strlen("PATH="))
        return NULL;
    snprintf(record, sizeof record, "PATH=%.*s", (int)length, nametype);
    return rules_of_record(record);
}

/* Returns the rules for what a condition asks for: all calls of the row that has the first one, or the nametype. */
static const struct audit_rules *rules_of_condition(const struct attack_db *db, const struct attack_event *event)
{
    const struct audit_rules *found = NULL;
    char *text = value_condition_text(db, event);
    const char *value;
    size_t length;

    if (text && (length = find_asked(text, "SYSCALL = ", &value)) > 0)
        found = find_call(value, length);
    else if (text && (length = find_asked(text, "nametype = ", &value)) > 0)
        found = rules_of_nametype(value, length);
    free(text);
    return found;
}

struct audited_object audited_object_of_event(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct audited_object object = {NULL, NULL, NULL, NULL};
    struct attack_filter filter;

    if (attack_event_has_condition(db, event) && fold_equal(event->provider, "auditd"))
        object.rules = rules_of_condition(db, event);

    while (attack_filter_next(&filters, &filter)) {
        if (fold_equal(filter.field, "SYSCALL"))
            object.call = filter.value;
        else if (fold_equal(filter.field, "name"))
            object.path = filter.value;
        else if (fold_equal(filter.field, "nametype"))
            object.nametype = filter.value;
    }
    return object;
}

bool audit_call_is_old(const char *call, size_t length)
{
    return text_has_word(" chmod chown creat futimesat lchown link mkdir mknod open rename rmdir symlink unlink utime"
                         " utimes ",
                         call, length);
}

bool audit_call_is_of_32_bit(const char *call, size_t length)
{
    return !text_has_word(" accept pread pwrite ", call, length);
}
