#pragma once
#include <png.h>

#include <stdio.h>
#include <sys/types.h>

// fopencookie, which <stdio.h> declares for _GNU_SOURCE only: Swift's own module of the C library is built without.

/// Copies up to `count` bytes; returns how many there were, 0 at the end.
typedef ssize_t (*platen_read_function)(void *source, char *target, size_t count);

/// What a stream does; functions that are nil do nothing.
typedef struct {
    platen_read_function read;
    void *write, *seek, *close;
} platen_stream_functions;

/// Opens a stream whose bytes come from functions; nil where there is no memory for it.
FILE *platen_open_stream(void *source, const char *mode, platen_stream_functions functions) __asm__("fopencookie");
