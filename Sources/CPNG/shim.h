#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdio.h>
#include <png.h>

// A stream of C's whose bytes come from a function: the library asks of streams alone for one piece after the other.
static inline FILE *platen_png_stream(void *source, ssize_t (*read)(void *source, char *target, size_t count)) {
    cookie_io_functions_t functions = {.read = read};
    return fopencookie(source, "r", functions);
}
