#pragma once

// Declared by <unistd.h> for _GNU_SOURCE only, which Swift's own module of the C library is built without.

/// Waits until everything that was written to the file system of `fd` is on the disk; -1 and errno where that failed.
int syncfs(int fd);
