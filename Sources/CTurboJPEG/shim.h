#pragma once
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <jconfig.h>
#include <jpeglib.h>
#include <turbojpeg.h>

// How the decoding of a file ended.
enum { platen_jpeg_done, platen_jpeg_damaged, platen_jpeg_late, platen_jpeg_scans };

// What stops a decoding: the library's errors leave it by a long jump, which Swift can't take, and TurboJPEG has no way to
// stop one that takes too long.
typedef struct {
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    struct timespec end;
    int most_scans;
    volatile int outcome;
    char *message;
} platen_jpeg_guard;

static inline void platen_jpeg_leave(j_common_ptr info, int outcome) {
    platen_jpeg_guard *guard = (platen_jpeg_guard *)info->client_data;
    guard->outcome = outcome;
    longjmp(guard->escape, 1);
}
static inline void platen_jpeg_fail(j_common_ptr info) {
    info->err->format_message(info, ((platen_jpeg_guard *)info->client_data)->message);
    platen_jpeg_leave(info, platen_jpeg_damaged);
}
// Warnings are below 0: what is cut short or broken is only one to the library.
static inline void platen_jpeg_note(j_common_ptr info, int level) {
    if (level < 0) platen_jpeg_fail(info);
}
// Called for each row of blocks of each scan, and for each row of pixels.
static inline void platen_jpeg_watch(j_common_ptr info) {
    platen_jpeg_guard *guard = (platen_jpeg_guard *)info->client_data;
    if (((j_decompress_ptr)info)->input_scan_number > guard->most_scans) platen_jpeg_leave(info, platen_jpeg_scans);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec > guard->end.tv_sec || (now.tv_sec == guard->end.tv_sec && now.tv_nsec >= guard->end.tv_nsec))
        platen_jpeg_leave(info, platen_jpeg_late);
}

// Decodes a file into `height` rows of `stride` bytes each, in so many seconds at most. What is wrong with a damaged one is
// written to `message`, of JMSG_LENGTH_MAX characters.
static inline __attribute__((noinline)) int platen_jpeg_decode(
    const unsigned char *bytes, unsigned long count, J_COLOR_SPACE colours, unsigned char *pixels, size_t stride,
    size_t height, int most_scans, double seconds, char *message) {
    struct jpeg_decompress_struct info;
    platen_jpeg_guard guard;
    memset(&info, 0, sizeof info);
    memset(&guard, 0, sizeof guard);
    info.err = jpeg_std_error(&guard.errors);
    guard.errors.error_exit = platen_jpeg_fail;
    guard.errors.emit_message = platen_jpeg_note;
    guard.progress.progress_monitor = platen_jpeg_watch;
    guard.most_scans = most_scans;
    guard.message = message;
    guard.outcome = platen_jpeg_done;
    // Seconds that no number of the clock holds are as good as a year.
    double rest = seconds < 3e7 ? (seconds > 0 ? seconds : 0) : 3e7;
    clock_gettime(CLOCK_MONOTONIC, &guard.end);
    guard.end.tv_sec += (time_t)rest;
    guard.end.tv_nsec += (long)((rest - (double)(time_t)rest) * 1e9);
    if (guard.end.tv_nsec >= 1000000000) guard.end.tv_sec++, guard.end.tv_nsec -= 1000000000;
    info.client_data = &guard;
    if (setjmp(guard.escape) == 0) {
        jpeg_create_decompress(&info);
        info.progress = &guard.progress;
        jpeg_mem_src(&info, bytes, count);
        jpeg_read_header(&info, TRUE);
        info.out_color_space = colours;
        jpeg_start_decompress(&info);
        if ((size_t)info.output_width * info.output_components != stride || info.output_height != height) {
            strcpy(message, "its header says two sizes");
            platen_jpeg_leave((j_common_ptr)&info, platen_jpeg_damaged);
        }
        while (info.output_scanline < info.output_height) {
            unsigned char *row = pixels + info.output_scanline * stride;
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return guard.outcome;
}
