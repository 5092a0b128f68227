#pragma once
#include <hdf5.h>

// What the library has as macros around variables, which Swift can't import.
static inline hid_t platen_h5_float32(void) { return H5T_IEEE_F32LE; }
static inline hid_t platen_h5_int8(void) { return H5T_STD_I8LE; }
static inline hid_t platen_h5_uint8(void) { return H5T_STD_U8LE; }
static inline hid_t platen_h5_native_float32(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t platen_h5_native_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t platen_h5_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t platen_h5_native_int16(void) { return H5T_NATIVE_INT16; }
static inline hid_t platen_h5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t platen_h5_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t platen_h5_native_float64(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t platen_h5_open(const char *path) { return H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT); }
static inline hid_t platen_h5_create(const char *path) {
    return H5Fcreate(path, H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT);
}
static inline hid_t platen_h5_creation_properties(void) { return H5Pcreate(H5P_DATASET_CREATE); }
// To be called on each thread before what may fail: errors are told by who asked, and not printed. The library keeps this for each
// thread by itself.
static inline void platen_h5_quiet(void) { (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
// To be called before anything else: prints no errors, and leaves files alone when the process ends. What could not be
// written then would fail once more, in the midst of the library's own clearing up, which ends in a crash.
static inline void platen_h5_begin(void) {
    (void)H5dont_atexit();
    platen_h5_quiet();
}

// Copies what the innermost failed call said; empty where nothing failed.
typedef struct {
    char *text;
    size_t room;
} platen_h5_message;

static inline herr_t platen_h5_keep_first(unsigned n, const H5E_error2_t *error, void *data) {
    platen_h5_message *message = (platen_h5_message *)data;
    if (n == 0 && error->desc != NULL) {
        size_t i = 0;
        for (; i + 1 < message->room && error->desc[i] != 0; i++) message->text[i] = error->desc[i];
        message->text[i] = 0;
    }
    return 0;
}

static inline void platen_h5_reason(char *text, size_t room) {
    platen_h5_message message = {text, room};
    if (room > 0) text[0] = 0;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, platen_h5_keep_first, &message);
}
