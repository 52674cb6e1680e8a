// sync_file_range, mallopt and malloc_trim are extensions of the GNU library, which are out of Swift's sight.
#define _GNU_SOURCE
#include "CSystemExtras.h"

#include <fcntl.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void check_begin_sync(int descriptor) {
#ifdef SYNC_FILE_RANGE_WRITE
  (void)sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
  (void)descriptor;
#endif
}

void check_keep_freed_memory(int bytes) {
#ifdef __GLIBC__
  // Setting either ends the allocator's own guessing of both.
  (void)mallopt(M_MMAP_THRESHOLD, bytes);
  (void)mallopt(M_TRIM_THRESHOLD, bytes);
#else
  (void)bytes;
#endif
}

void check_give_freed_memory_back(void) {
#ifdef __GLIBC__
  (void)malloc_trim(0);
#endif
}
