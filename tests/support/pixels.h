/* SPDX-License-Identifier: MIT
 *
 * The pixels of a PNG, read by libpng.
 */
#ifndef PIXELS_H
#define PIXELS_H

struct pixels {
    int width, height;
    unsigned char *bytes; /* red, green and blue of each, by lines; what is transparent is black */
};

/* Fails when the file is no PNG. Freed by pixels_free(). */
void pixels_read(struct pixels *pixels, const char *path);
void pixels_free(struct pixels *pixels);

/* Returns 0xRRGGBB. */
unsigned long pixels_at(const struct pixels *pixels, int x, int y);

#endif
