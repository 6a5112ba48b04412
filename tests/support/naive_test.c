/* SPDX-License-Identifier: MIT
 *
 * Writes tests as text, by the rules of the documentation and not by those of gen/: a test is its key and one of its
 * values, as written; several values are joined by "or", or by "and" with modifier `all`. It must share nothing with
 * gen/.
 */
#include "naive_test.h"
#include "naive.h"

#include <stdlib.h>
#include <string.h>

static void *or_die(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

void naive_texts_add(struct naive_texts *texts, char *text)
{
    texts->text = or_die(realloc(texts->text, (texts->count + 1) * sizeof *texts->text));
    texts->text[texts->count++] = text;
}

char *naive_chain(const char *one, const char *two, const char *three)
{
    char *text = or_die(malloc(strlen(one) + strlen(two) + strlen(three) + 1));

    return strcat(strcat(strcpy(text, one), two), three);
}

char *naive_joined(struct naive_texts texts, bool is_and)
{
    bool is_never = false;
    size_t parts = 0;
    char *whole = NULL, *longer;

    for (size_t i = 0; i < texts.count; i++) {
        bool is_new = texts.text[i] != NULL;

        is_never = is_never || (is_and && !texts.text[i]);
        for (size_t k = 0; k < i && is_new; k++)
            is_new = !naive_same(texts.text[k], texts.text[i]);
        if (!is_new)
            continue;
        longer = whole ? naive_chain(whole, is_and ? " and " : " or ", texts.text[i]) : naive_copy(texts.text[i]);
        free(whole);
        whole = longer;
        parts++;
    }
    for (size_t i = 0; i < texts.count; i++)
        free(texts.text[i]);
    free(texts.text);
    longer = is_never || !whole ? NULL : parts > 1 ? naive_chain("(", whole, ")") : naive_copy(whole);
    free(whole);
    return longer;
}

bool naive_has_wildcard(const char *value)
{
    for (; *value; value++) {
        if (*value == '*' || *value == '?')
            return true;
        if (*value == '\\' && value[1] && strchr("\\*?", value[1]))
            value++;
    }
    return false;
}

/* ---- Carriers --------------------------------------------------------------------------------------------------- */

/* Returns the value of a key, whatever its case. */
static struct naive_place child_folded(struct naive_place map, const char *name)
{
    for (size_t i = 0; i < naive_count(map); i++)
        if (naive_compare_folded(naive_key(map, i), name) == 0)
            return naive_item(map, i);
    return naive_child(map, name);
}

/* Returns what stands for the field on the carrier; NULL if it lacks it. Keywords have no field. */
static char *field_on(struct naive_place carrier, const char *field)
{
    struct naive_place renamed = child_folded(naive_child(carrier, "fields"), field);
    struct naive_place lacks = naive_child(carrier, "lacks");

    if (!*field)
        return naive_copy(field);
    if (renamed.node)
        return naive_copy(naive_scalar(renamed));
    for (size_t i = 0; i < naive_count(lacks); i++)
        if (strcmp(naive_scalar(naive_item(lacks, i)), "*") == 0 ||
            naive_compare_folded(naive_scalar(naive_item(lacks, i)), field) == 0)
            return NULL;
    return naive_copy(field);
}

static struct naive_place values_on(struct naive_place carrier, const char *field)
{
    return child_folded(naive_child(carrier, "values"), field);
}

/* Returns what stands for a value of a field that has its own values on the carrier; NULL if nothing does. */
static char *value_on(struct naive_place values, const char *value)
{
    for (size_t i = 0; i < naive_count(values); i++)
        if (naive_compare_folded(naive_key(values, i), value) == 0)
            return naive_copy(naive_scalar(naive_item(values, i)));
    return NULL;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

/* Returns where a modifier stands among those of a key: "|contains|all". */
static char *find_modifier(char *modifiers, const char *name)
{
    char *at = strstr(modifiers, name);

    return at && (at[strlen(name)] == '|' || !at[strlen(name)]) ? at : NULL;
}

/* Returns the value of a test; NULL if the carrier can never tell. Null and an empty text are the same. */
static char *tested_value(struct naive_place carrier, const char *field, char *modifiers, struct naive_place value)
{
    struct naive_place values = values_on(carrier, field);
    const char *text = naive_scalar(value);
    char *own = NULL, *tested;

    if (naive_is_absent(value.node))
        return naive_copy(" null");
    if (find_modifier(modifiers, "|fieldref"))
        own = values_on(carrier, text).node ? NULL : field_on(carrier, text);
    else if (!values.node || find_modifier(modifiers, "|exists"))
        own = naive_copy(text);
    else if (!*modifiers && !naive_has_wildcard(text))
        own = value_on(values, text);
    tested = own ? naive_chain(" '", own, "'") : NULL;
    free(own);
    return tested;
}

static char *test_of(struct naive_place carrier, const char *field, char *modifiers, struct naive_place value,
                     bool is_negated)
{
    char *own_field = field_on(carrier, field), *own_value = tested_value(carrier, field, modifiers, value);
    char *key = own_field ? naive_chain(is_negated ? "not " : "", own_field, modifiers) : NULL;
    char *test = own_field && own_value ? naive_chain(key, own_value, "") : NULL;

    free(own_field);
    free(own_value);
    free(key);
    return test;
}

char *naive_pair(struct naive_place carrier, const char *key, struct naive_place value, bool is_negated)
{
    char *field = naive_copy(key), *modifiers = naive_copy(key + strcspn(key, "|")),
         *all = find_modifier(modifiers, "|all");
    bool is_and = is_negated != (all != NULL), is_list = value.node->type == YAML_SEQUENCE_NODE;
    struct naive_texts tests = {NULL, 0};

    field[strcspn(field, "|")] = '\0';
    if (all)
        memmove(all, all + strlen("|all"), strlen(all + strlen("|all")) + 1);
    for (size_t i = 0; i < (is_list ? naive_count(value) : 1); i++)
        naive_texts_add(&tests, test_of(carrier, field, modifiers, naive_item(value, i), is_negated));
    free(field);
    free(modifiers);
    return naive_joined(tests, is_and);
}

char *naive_filter(struct naive_place carrier, const char *field, const char *value)
{
    struct naive_place values = values_on(carrier, field);
    char *own_field = field_on(carrier, field);
    char *own_value = values.node ? value_on(values, value) : naive_copy(value);
    char *filter = own_field && own_value ? naive_chain(own_field, "=", own_value) : NULL;

    free(own_field);
    free(own_value);
    return filter;
}
