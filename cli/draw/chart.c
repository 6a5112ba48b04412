/* SPDX-License-Identifier: MIT
 *
 * Where the numbers on the axis are. It must not know how a chart is drawn.
 */
#include "chart.h"

uint32_t chart_largest(const struct chart *chart)
{
    return chart->items[0].count;
}

uint32_t chart_step(const struct chart *chart, uint32_t most)
{
    static const uint32_t factors[] = {1, 2, 5};
    uint32_t largest = chart_largest(chart);
    uint32_t power = 1;

    for (;;) {
        for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++)
            if (largest / (factors[i] * power) <= most)
                return factors[i] * power;
        if (power > UINT32_MAX / 100)
            return largest;
        power *= 10;
    }
}
