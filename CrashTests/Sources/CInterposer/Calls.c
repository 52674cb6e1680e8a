// The calls that change what is on the disk, each with a crossing around it.
//
// Changes of times and of extended attributes are left out: no promise depends on them.
#define _GNU_SOURCE
#include "CInterposer.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

// Defines `result name(parameters)`, which makes the real call with `arguments`.
#define CALL(result, name, parameters, path, descriptor, refusal, arguments) \
  result name parameters {                                                  \
    static result(*real) parameters;                                        \
    if (!real) real = (result(*) parameters)dlsym(RTLD_NEXT, #name);        \
    switch (check_cross(#name, path, descriptor)) {                         \
    case CROSSING_FAIL:                                                     \
      return refusal;                                                       \
    case CROSSING_SKIP:                                                     \
      return 0;                                                             \
    default:                                                                \
      break;                                                                \
    }                                                                       \
    result answer = real arguments;                                         \
    int error = errno;                                                      \
    check_crossed();                                                        \
    errno = error;                                                          \
    return answer;                                                          \
  }

#define PATH_CALL(name, parameters, path, arguments) \
  CALL(int, name, parameters, path, -1, -1, arguments)
#define FILE_CALL(name, parameters, descriptor, arguments) \
  CALL(int, name, parameters, NULL, descriptor, -1, arguments)

FILE_CALL(fsync, (int fd), fd, (fd))
FILE_CALL(fdatasync, (int fd), fd, (fd))
FILE_CALL(sync_file_range, (int fd, off64_t at, off64_t size, unsigned flags), fd,
          (fd, at, size, flags))
FILE_CALL(ftruncate, (int fd, off_t size), fd, (fd, size))
FILE_CALL(ftruncate64, (int fd, off64_t size), fd, (fd, size))
PATH_CALL(truncate, (const char *path, off_t size), path, (path, size))
PATH_CALL(truncate64, (const char *path, off64_t size), path, (path, size))
FILE_CALL(fallocate, (int fd, int mode, off_t at, off_t size), fd, (fd, mode, at, size))
FILE_CALL(fallocate64, (int fd, int mode, off64_t at, off64_t size), fd, (fd, mode, at, size))
CALL(int, posix_fallocate, (int fd, off_t at, off_t size), NULL, fd, errno, (fd, at, size))
CALL(int, posix_fallocate64, (int fd, off64_t at, off64_t size), NULL, fd, errno, (fd, at, size))

PATH_CALL(rename, (const char *from, const char *to), to, (from, to))
PATH_CALL(renameat, (int a, const char *from, int b, const char *to), to, (a, from, b, to))
PATH_CALL(renameat2, (int a, const char *from, int b, const char *to, unsigned flags), to,
          (a, from, b, to, flags))
PATH_CALL(unlink, (const char *path), path, (path))
PATH_CALL(unlinkat, (int folder, const char *path, int flags), path, (folder, path, flags))
PATH_CALL(remove, (const char *path), path, (path))
PATH_CALL(rmdir, (const char *path), path, (path))
PATH_CALL(link, (const char *from, const char *to), to, (from, to))
PATH_CALL(linkat, (int a, const char *from, int b, const char *to, int flags), to,
          (a, from, b, to, flags))
PATH_CALL(symlink, (const char *target, const char *path), path, (target, path))
PATH_CALL(symlinkat, (const char *target, int folder, const char *path), path,
          (target, folder, path))
PATH_CALL(mkdir, (const char *path, mode_t mode), path, (path, mode))
PATH_CALL(mkdirat, (int folder, const char *path, mode_t mode), path, (folder, path, mode))
PATH_CALL(chmod, (const char *path, mode_t mode), path, (path, mode))
FILE_CALL(fchmod, (int fd, mode_t mode), fd, (fd, mode))
PATH_CALL(fchmodat, (int folder, const char *path, mode_t mode, int flags), path,
          (folder, path, mode, flags))
PATH_CALL(chown, (const char *path, uid_t user, gid_t group), path, (path, user, group))
FILE_CALL(fchown, (int fd, uid_t user, gid_t group), fd, (fd, user, group))
PATH_CALL(mkstemp, (char *path), path, (path))
PATH_CALL(mkstemp64, (char *path), path, (path))
PATH_CALL(mkostemp, (char *path, int flags), path, (path, flags))
CALL(char *, mkdtemp, (char *path), path, -1, NULL, (path))

// Opening changes something where it may make a file or empties one.
static int changes(int flags) {
  return (flags & (O_CREAT | O_TRUNC)) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

#define OPEN_CALL(name, parameters, path, arguments)                                       \
  int name parameters {                                                                   \
    static int(*real) parameters;                                                         \
    if (!real) real = (int(*) parameters)dlsym(RTLD_NEXT, #name);                         \
    mode_t mode = 0;                                                                      \
    if (changes(flags)) {                                                                 \
      va_list rest;                                                                       \
      va_start(rest, flags);                                                              \
      mode = va_arg(rest, mode_t);                                                        \
      va_end(rest);                                                                       \
      if (check_cross(#name, path, -1) == CROSSING_FAIL) return -1;                       \
    } else if (check_counts_reading()) {                                                  \
      if (check_cross("open-to-read", path, -1) == CROSSING_FAIL) return -1;              \
    }                                                                                     \
    int answer = real arguments;                                                          \
    int error = errno;                                                                    \
    check_crossed();                                                                      \
    errno = error;                                                                        \
    return answer;                                                                        \
  }

OPEN_CALL(open, (const char *path, int flags, ...), path, (path, flags, mode))
OPEN_CALL(open64, (const char *path, int flags, ...), path, (path, flags, mode))
OPEN_CALL(openat, (int folder, const char *path, int flags, ...), path,
          (folder, path, flags, mode))
OPEN_CALL(openat64, (int folder, const char *path, int flags, ...), path,
          (folder, path, flags, mode))
PATH_CALL(creat, (const char *path, mode_t mode), path, (path, mode))
PATH_CALL(creat64, (const char *path, mode_t mode), path, (path, mode))

#define STREAM_CALL(name)                                                       \
  FILE *name(const char *path, const char *mode) {                              \
    static FILE *(*real)(const char *, const char *);                           \
    if (!real) real = (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, #name); \
    int writes = strpbrk(mode, "wa+") != NULL;                                  \
    if (writes && check_cross(#name, path, -1) == CROSSING_FAIL) return NULL;   \
    FILE *answer = real(path, mode);                                            \
    check_crossed();                                                            \
    return answer;                                                              \
  }

STREAM_CALL(fopen)
STREAM_CALL(fopen64)

// What goes to pipes between threads and to the log is nobody's promise; standard output is.
static int is_kept(int fd) {
  struct stat status;
  return fd == STDOUT_FILENO ||
         (fd != STDERR_FILENO && fstat(fd, &status) == 0 && S_ISREG(status.st_mode));
}

#define WRITE_CALL(name, parameters, arguments, half)             \
  ssize_t name parameters {                                       \
    static ssize_t(*real) parameters;                             \
    if (!real) real = (ssize_t(*) parameters)dlsym(RTLD_NEXT, #name); \
    if (!is_kept(fd)) return real arguments;                      \
    switch (check_cross(#name, NULL, fd)) {                       \
    case CROSSING_FAIL:                                           \
      return -1;                                                  \
    case CROSSING_HALVE:                                          \
      (void)real half;                                            \
      check_die();                                                \
    default:                                                      \
      break;                                                      \
    }                                                             \
    ssize_t answer = real arguments;                              \
    int error = errno;                                            \
    check_crossed();                                              \
    errno = error;                                                \
    return answer;                                                \
  }

WRITE_CALL(write, (int fd, const void *bytes, size_t size), (fd, bytes, size),
           (fd, bytes, size / 2))
WRITE_CALL(pwrite, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at),
           (fd, bytes, size / 2, at))
WRITE_CALL(pwrite64, (int fd, const void *bytes, size_t size, off64_t at), (fd, bytes, size, at),
           (fd, bytes, size / 2, at))
WRITE_CALL(writev, (int fd, const struct iovec *parts, int size), (fd, parts, size),
           (fd, parts, size / 2))
WRITE_CALL(pwritev, (int fd, const struct iovec *parts, int size, off_t at),
           (fd, parts, size, at), (fd, parts, size / 2, at))
WRITE_CALL(pwritev64, (int fd, const struct iovec *parts, int size, off64_t at),
           (fd, parts, size, at), (fd, parts, size / 2, at))

ssize_t sendfile(int fd, int from, off_t *at, size_t size) {
  static ssize_t (*real)(int, int, off_t *, size_t);
  if (!real) real = (ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile");
  if (check_cross("sendfile", NULL, fd) == CROSSING_FAIL) return -1;
  ssize_t answer = real(fd, from, at, size);
  check_crossed();
  return answer;
}

CALL(ssize_t, copy_file_range,
     (int from, off64_t *here, int fd, off64_t *there, size_t size, unsigned flags), NULL, fd, -1,
     (from, here, fd, there, size, flags))
