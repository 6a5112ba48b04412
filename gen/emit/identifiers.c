/* SPDX-License-Identifier: MIT */
#include "identifiers.h"

#include "pack/packed.h"

#include <ctype.h>
#include <string.h>

/* Names that a generated file cannot export: keywords of C and C++, names that the file itself uses, macros that
 * compilers define, and headers of the C library, which NAME.h would hide. */
static const char *const taken[] = {"alignas",
                                    "alignof",
                                    "and",
                                    "and_eq",
                                    "asm",
                                    "auto",
                                    "bitand",
                                    "bitor",
                                    "bool",
                                    "break",
                                    "case",
                                    "catch",
                                    "char",
                                    "class",
                                    "compl",
                                    "concept",
                                    "const",
                                    "consteval",
                                    "constexpr",
                                    "constinit",
                                    "const_cast",
                                    "continue",
                                    "co_await",
                                    "co_return",
                                    "co_yield",
                                    "decltype",
                                    "default",
                                    "defined",
                                    "delete",
                                    "do",
                                    "double",
                                    "dynamic_cast",
                                    "else",
                                    "enum",
                                    "explicit",
                                    "export",
                                    "extern",
                                    "false",
                                    "float",
                                    "for",
                                    "friend",
                                    "goto",
                                    "if",
                                    "inline",
                                    "int",
                                    "long",
                                    "main",
                                    "mutable",
                                    "namespace",
                                    "new",
                                    "noexcept",
                                    "not",
                                    "not_eq",
                                    "nullptr",
                                    "operator",
                                    "or",
                                    "or_eq",
                                    "private",
                                    "protected",
                                    "public",
                                    "register",
                                    "reinterpret_cast",
                                    "requires",
                                    "restrict",
                                    "return",
                                    "short",
                                    "signed",
                                    "sizeof",
                                    "static",
                                    "static_assert",
                                    "static_cast",
                                    "struct",
                                    "switch",
                                    "template",
                                    "this",
                                    "thread_local",
                                    "throw",
                                    "true",
                                    "try",
                                    "typedef",
                                    "typeid",
                                    "typename",
                                    "typeof",
                                    "typeof_unqual",
                                    "union",
                                    "unsigned",
                                    "using",
                                    "virtual",
                                    "void",
                                    "volatile",
                                    "while",
                                    "xor",
                                    "xor_eq",
                                    "all_conditions",
                                    "all_rules",
                                    "condition_buckets",
                                    "condition_code",
                                    "condition_entries",
                                    "condition_fields",
                                    "condition_grams",
                                    "condition_groups",
                                    "condition_marks",
                                    "condition_rules",
                                    "condition_strings",
                                    "conditions",
                                    "db",
                                    "event_hash_slots",
                                    "event_hash_steps",
                                    "event_hash_weights",
                                    "lists",
                                    "rule_strings",
                                    "rules",
                                    "strings",
                                    "tables",
                                    "technique_hash_slots",
                                    "technique_hash_steps",
                                    "technique_hash_weights",
                                    "i386",
                                    "linux",
                                    "offsetof",
                                    "unix",
                                    "assert",
                                    "complex",
                                    "ctype",
                                    "errno",
                                    "fenv",
                                    "inttypes",
                                    "iso646",
                                    "limits",
                                    "locale",
                                    "math",
                                    "setjmp",
                                    "signal",
                                    "stdalign",
                                    "stdarg",
                                    "stdatomic",
                                    "stdbit",
                                    "stdbool",
                                    "stdckdint",
                                    "stddef",
                                    "stdint",
                                    "stdio",
                                    "stdlib",
                                    "stdnoreturn",
                                    "string",
                                    "tgmath",
                                    "threads",
                                    "time",
                                    "uchar",
                                    "wchar",
                                    "wctype"};

/* Whether a name may collide with a macro (it has no lower-case letter), with a type (it ends in _t) or with this
 * library. */
static bool looks_taken(const char *name, size_t length)
{
    static const char own[] = "attack_", default_name[] = "attack_events_builtin";

    if (length > 2 && strcmp(name + length - 2, "_t") == 0)
        return true;
    if (strncmp(name, own, strlen(own)) == 0 && strcmp(name, default_name) != 0)
        return true; /* a present or future function of the library */
    while (*name && !islower((unsigned char)*name))
        name++;
    return !*name;
}

/* Names that start with an underscore are reserved; compilers may ignore what follows the 63rd letter. */
bool is_free_identifier(const char *name)
{
    size_t length = strlen(name);

    if (length == 0 || length > 63 || !isalpha((unsigned char)*name))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)name[i]) && name[i] != '_')
            return false;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strcmp(taken[i], name) == 0)
            return false;
    for (enum table table = 0; table < TABLES; table++)
        if (strcmp(table_shapes[table].name, name) == 0)
            return false;
    return !looks_taken(name, length);
}
