/* SPDX-License-Identifier: MIT
 *
 * Checks each member of a view separately, as padding may be anything.
 */
#include "empty_views.h"

#include "cmocka_test.h"

void assert_no_technique(const struct attack_technique *technique)
{
    assert_null(technique->id);
    assert_null(technique->name);
    assert_int_equal(technique->index, ATTACK_NONE);
    assert_int_equal(technique->variant, 0);
    assert_false(technique->is_subtechnique);
}

void assert_no_event(const struct attack_event *event)
{
    assert_null(event->id);
    assert_null(event->name);
    assert_null(event->platform);
    assert_null(event->audit_category);
    assert_null(event->audit_sub_category);
    assert_null(event->channel);
    assert_null(event->provider);
    assert_int_equal(event->index, ATTACK_NONE);
}

void assert_no_component(const struct attack_data_component *component)
{
    assert_null(component->data_source);
    assert_null(component->name);
    assert_int_equal(component->index, ATTACK_NONE);
}

void assert_no_relationship(const struct attack_relationship *relationship)
{
    assert_null(relationship->id);
    assert_null(relationship->name);
    assert_null(relationship->source);
    assert_null(relationship->relationship);
    assert_null(relationship->target);
    assert_int_equal(relationship->index, ATTACK_NONE);
}
