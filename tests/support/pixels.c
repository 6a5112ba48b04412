/* SPDX-License-Identifier: MIT */
#include "pixels.h"

#include "cmocka_test.h"

#include <png.h>

void pixels_read(struct pixels *pixels, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    assert_true(png_image_begin_read_from_file(&image, path));
    image.format = PNG_FORMAT_RGB;
    pixels->bytes = calloc(1, PNG_IMAGE_SIZE(image)); /* what the picture leaves transparent stays as it was */
    assert_non_null(pixels->bytes);
    assert_true(png_image_finish_read(&image, NULL, pixels->bytes, 0, NULL));
    pixels->width = (int)image.width;
    pixels->height = (int)image.height;
}

void pixels_free(struct pixels *pixels)
{
    free(pixels->bytes);
}

unsigned long pixels_at(const struct pixels *pixels, int x, int y)
{
    const unsigned char *at = pixels->bytes + 3 * ((size_t)y * (size_t)pixels->width + (size_t)x);

    return (unsigned long)at[0] << 16 | (unsigned long)at[1] << 8 | at[2];
}
