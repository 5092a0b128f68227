#pragma once
#include <stdarg.h>
#include <stdio.h>
#include <tiffio.h>

// The library's getters take a varying number of arguments, which Swift can't call.
static inline uint32_t platen_tiff_word(TIFF *file, uint32_t tag) {
    uint32_t value = 0;
    return TIFFGetField(file, tag, &value) == 1 ? value : 0;
}
static inline uint16_t platen_tiff_short(TIFF *file, uint32_t tag) {
    uint16_t value = 0;
    return TIFFGetFieldDefaulted(file, tag, &value) == 1 ? value : 0;
}

// What the library says of a file: the first error, and how many warnings there were. It goes nowhere else, since the
// usual handlers write to standard error.
typedef struct {
    char error[256];
    int warnings;
} platen_tiff_report;

static inline int platen_tiff_keep_error(TIFF *file, void *report, const char *module, const char *format, va_list values) {
    platen_tiff_report *kept = (platen_tiff_report *)report;
    (void)file, (void)module;
    if (kept->error[0] == 0) vsnprintf(kept->error, sizeof kept->error, format, values);
    return 1;
}
static inline int platen_tiff_count_warning(TIFF *file, void *report, const char *module, const char *format, va_list values) {
    (void)file, (void)module, (void)format, (void)values;
    ((platen_tiff_report *)report)->warnings++;
    return 1;
}

// Opens a file that lies in memory, which `map` lends; `report` and `memory` must live until it is closed.
static inline TIFF *platen_tiff_open(
    void *memory, TIFFReadWriteProc read, TIFFReadWriteProc write, TIFFSeekProc seek, TIFFCloseProc close,
    TIFFSizeProc size, TIFFMapFileProc map, TIFFUnmapFileProc unmap, tmsize_t largest_allocation,
    platen_tiff_report *report) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) return NULL;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, largest_allocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options, platen_tiff_keep_error, report);
    TIFFOpenOptionsSetWarningHandlerExtR(options, platen_tiff_count_warning, report);
    TIFF *file = TIFFClientOpenExt("", "r", memory, read, write, seek, close, size, map, unmap, options);
    TIFFOpenOptionsFree(options);
    return file;
}
