/* SPDX-License-Identifier: MIT
 *
 * Conditions as text, for people. It must not need a C library or recursion, and knows nothing of matching.
 */
#include "attack_events.h"
#include "condition_code.h"

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

struct writer {
    const struct attack_db *db;
    char *text;
    size_t room, length;
};

static void put(struct writer *writer, char byte)
{
    if (writer->length + 1 < writer->room)
        writer->text[writer->length] = byte;
    writer->length++;
}

static void put_text(struct writer *writer, const char *text)
{
    while (*text)
        put(writer, *text++);
}

static void put_field(struct writer *writer, uint32_t field)
{
    const char *name = attack_field_name(writer->db, field);

    put_text(writer, name ? name : "?");
}

static bool is_wildcard(char byte)
{
    return byte == '*' || byte == '?';
}

/* Writes a text in quotes. If it is plain, what would read as a wildcard gets a backslash, as in Sigma, and so does a
 * backslash that would make plain what follows it. */
static void put_quoted(struct writer *writer, const char *text, bool is_plain)
{
    put(writer, '\'');
    for (; *text; text++) {
        if (is_plain && (is_wildcard(*text) || (*text == '\\' && (text[1] == '\\' || is_wildcard(text[1])))))
            put(writer, '\\');
        if (*text == '\'')
            put(writer, '\'');
        put(writer, *text);
    }
    put(writer, '\'');
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

/* How an operator is written: a modifier of the field, and what follows the modifiers. */
static const struct {
    char modifier[12], sign[9];
} operators[OPERATORS] = {
    {"", " = "},     {"|startswith", " "}, {"|endswith", " "}, {"|contains", " "}, {"", " = "},
    {"", " exists"}, {"", " is null"},     {"|cidr", " "},     {"", " > "},        {"", " >= "},
    {"", " < "},     {"", " <= "},         {"|re", " "},
};

static void put_values(struct writer *writer, const struct condition_test *test)
{
    const struct attack_conditions *conditions = writer->db->conditions;
    uint32_t operation = test->flags & OPERATOR_MASK, at = test->at, offset = 0;

    if (test->value_count > 1)
        put(writer, '(');
    for (uint32_t i = 0; i < test->value_count; i++) {
        if (i)
            put_text(writer, " or ");
        if (test->flags & OPERATOR_FIELD) {
            put_field(writer, next_in_stream(conditions->code, &at) - 1);
            continue;
        }
        offset = next_value_text(conditions->code, &at, offset);
        if (operation == OPERATOR_REGEX)
            next_in_stream(conditions->code, &at); /* its automaton */
        if (operation >= OPERATOR_GT && operation <= OPERATOR_LTE)
            put_text(writer, conditions->strings + offset);
        else
            put_quoted(writer, conditions->strings + offset, operation <= OPERATOR_CONTAINS);
    }
    if (test->value_count > 1)
        put(writer, ')');
}

static void put_test(struct writer *writer, uint32_t at)
{
    struct condition_test test;
    uint32_t operation;

    read_test(writer->db->conditions->code, at, &test);
    operation = test.flags & OPERATOR_MASK;
    if (test.field)
        put_field(writer, test.field - 1);
    else
        put_text(writer, "any value");
    put_text(writer, operators[operation].modifier);
    if (test.flags & OPERATOR_CASED)
        put_text(writer, "|cased");
    put_text(writer, operators[operation].sign);
    put_values(writer, &test);
}

/* ---- Expressions ------------------------------------------------------------------------------------------------ */

/* An AND or OR that is being written. An OR in an AND has parentheses. */
struct written {
    uint32_t end; /* of its children */
    bool is_or;
};

static void put_expression(struct writer *writer, uint32_t at)
{
    const uint8_t *code = writer->db->conditions->code;
    struct written written[ATTACK_CONDITION_DEPTH];
    uint32_t depth = 0;

    do {
        struct condition_node node;

        next_node(code, &at, &node);
        if (node.kind >= NODE_OR) {
            if (!node.number) { /* the whole condition */
                put_text(writer, "always");
                return;
            }
            if (depth && node.kind == NODE_OR)
                put(writer, '(');
            written[depth].end = at + node.number;
            written[depth++].is_or = node.kind == NODE_OR;
            continue;
        }
        if (node.is_not)
            put_text(writer, "not ");
        put_test(writer, node.number);
        while (depth && at >= written[depth - 1].end)
            if (written[--depth].is_or && depth)
                put(writer, ')');
        if (depth)
            put_text(writer, written[depth - 1].is_or ? " or " : " and ");
    } while (depth);
}

/* ---- Conditions ------------------------------------------------------------------------------------------------- */

size_t attack_condition_text(const struct attack_db *db, const struct attack_event *event, char *text, size_t room)
{
    struct writer writer;
    uint32_t condition = attack_event_has_condition(db, event) ? condition_of_event(db, event->index) : ATTACK_NONE;

    writer.db = db;
    writer.text = text;
    writer.room = text ? room : 0;
    writer.length = 0;
    if (condition != ATTACK_NONE)
        put_expression(&writer, cell(db->conditions->conditions, condition, db->conditions->wide != 0));
    if (text && room)
        text[writer.length < room ? writer.length : room - 1] = '\0';
    return writer.length;
}
