// sync_file_range, renameat2, mallopt and malloc_trim are extensions of the GNU library, which are
// out of Swift's sight.
#define _GNU_SOURCE
#include "CSystemExtras.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

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

int check_exchange(const char *one, const char *other) {
#if defined(__APPLE__)
  return renamex_np(one, other, RENAME_SWAP);
#elif defined(RENAME_EXCHANGE)
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
#else
  (void)one;
  (void)other;
  errno = ENOSYS;
  return -1;
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

int check_rename_to_free_name(const char *from, const char *to) {
#if defined(RENAME_NOREPLACE)
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ? 0 : errno;
#elif defined(RENAME_EXCL)
  return renamex_np(from, to, RENAME_EXCL) == 0 ? 0 : errno;
#else
  (void)from;
  (void)to;
  return ENOSYS;
#endif
}
