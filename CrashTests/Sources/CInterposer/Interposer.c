// Which call is hit, and what happens then.
#define _GNU_SOURCE
#include "CInterposer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum mode {
  MODE_NONE, MODE_BEFORE, MODE_AFTER, MODE_HALF, MODE_FAIL, MODE_FULL, MODE_STOP, MODE_SKIP,
  MODE_REFUSE, MODE_STALL
};

static struct {
  enum mode mode;
  long at, milliseconds;
  int error;
  // Whether every call is told of, and not only the one that is hit.
  bool tells_all;
  const char *call, *path, *log, *until;
} plan;

static atomic_long count;
// Until when calls are refused, in milliseconds of the monotonic clock; 0 before the call is hit.
static atomic_long refused_until;
// Set by the thread that makes the call to die after.
static _Thread_local bool dies_after;

__attribute__((constructor)) static void read_plan(void) {
  static const char *const names[] = {"none", "before", "after", "half",
                                      "fail", "full",   "stop",  "skip", "refuse", "stall"};
  const char *mode = getenv("CRASH_MODE");
  for (int index = 0; mode && index <= MODE_STALL; index++) {
    if (strcmp(mode, names[index]) == 0) plan.mode = (enum mode)index;
  }
  const char *at = getenv("CRASH_AT"), *error = getenv("CRASH_ERRNO");
  const char *milliseconds = getenv("CRASH_FOR");
  plan.at = at ? atol(at) : 0;
  plan.error = error ? atoi(error) : EIO;
  plan.milliseconds = milliseconds ? atol(milliseconds) : 300;
  plan.call = getenv("CRASH_CALL");
  plan.path = getenv("CRASH_PATH");
  plan.log = getenv("CRASH_LOG");
  plan.until = getenv("CRASH_UNTIL");
  plan.tells_all = plan.at == 0 || getenv("CRASH_TELLS_ALL");
}

// Made by system calls of their own, so that nothing of it is counted.
static void tell(long number, const char *call, const char *path) {
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
  long log = syscall(SYS_openat, AT_FDCWD, plan.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (log < 0 || length < 0) return;
  if (length >= (int)sizeof line) length = sizeof line - 1;
  (void)syscall(SYS_write, log, line, length);
  (void)syscall(SYS_close, log);
}

static const char *path_of(int descriptor, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  long length = syscall(SYS_readlinkat, AT_FDCWD, link, buffer, PATH_MAX - 1);
  buffer[length > 0 ? length : 0] = 0;
  return buffer;
}

// Whether a text is, or contains, one of the words of a list with colons between them.
static bool is_meant(const char *list, const char *text, bool whole) {
  for (const char *word = list; *word;) {
    size_t length = strcspn(word, ":");
    if (whole && strlen(text) == length && memcmp(text, word, length) == 0) return true;
    if (!whole && length > 0 && memmem(text, strlen(text), word, length)) return true;
    word += length + (word[length] == ':');
  }
  return false;
}

static bool is_write(const char *call) { return strstr(call, "write") != NULL; }

bool check_counts_reading(void) { return plan.call && is_meant(plan.call, "open-to-read", true); }

// A call that a full disk refuses.
static bool needs_room(const char *call) {
  return is_write(call) || strncmp(call, "open", 4) == 0 || strncmp(call, "mkdir", 5) == 0 ||
         strncmp(call, "rename", 6) == 0 || strstr(call, "allocate") || strstr(call, "link") == call;
}

static long now_milliseconds(void) {
  struct timespec now;
  (void)syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_sync(const char *call) { return strstr(call, "sync") != NULL; }

void check_die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

enum crossing check_cross(const char *call, const char *path, int descriptor) {
  if (plan.mode == MODE_NONE && !plan.log) return CROSSING_GO;
  if (plan.mode == MODE_HALF && !is_write(call)) return CROSSING_GO;
  if (plan.call && !is_meant(plan.call, call, true)) return CROSSING_GO;
  char buffer[PATH_MAX];
  if (!path && (plan.path || plan.log)) path = path_of(descriptor, buffer);
  if (plan.path && !is_meant(plan.path, path, false)) return CROSSING_GO;
  long number = atomic_fetch_add(&count, 1) + 1;
  if (plan.log && (plan.tells_all || plan.at == number)) tell(number, call, path);
  switch (plan.mode) {
  case MODE_BEFORE:
    if (number == plan.at) check_die();
    return CROSSING_GO;
  case MODE_AFTER:
    dies_after = number == plan.at;
    return CROSSING_GO;
  case MODE_HALF:
    return number == plan.at ? CROSSING_HALVE : CROSSING_GO;
  case MODE_FAIL:
    if (number != plan.at) return CROSSING_GO;
    errno = plan.error;
    return CROSSING_FAIL;
  case MODE_FULL:
  case MODE_REFUSE:
    if (number == plan.at) atomic_store(&refused_until, now_milliseconds() + plan.milliseconds);
    if (now_milliseconds() >= atomic_load(&refused_until)) return CROSSING_GO;
    if (plan.mode == MODE_FULL && !needs_room(call)) return CROSSING_GO;
    errno = plan.mode == MODE_FULL ? ENOSPC : plan.error;
    return CROSSING_FAIL;
  case MODE_STOP:
    if (number == plan.at) kill(getpid(), SIGSTOP);
    return CROSSING_GO;
  case MODE_STALL:
    while (number >= plan.at && !(plan.until && access(plan.until, F_OK) == 0)) usleep(10000);
    return CROSSING_GO;
  case MODE_SKIP:
    if (number == plan.at) kill(getpid(), SIGSTOP);
    return is_sync(call) ? CROSSING_SKIP : CROSSING_GO;
  case MODE_NONE:
    return CROSSING_GO;
  }
  return CROSSING_GO;
}

void check_crossed(void) {
  if (dies_after) check_die();
}
