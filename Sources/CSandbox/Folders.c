// Landlock (Linux 5.13 and later) has no library of its own: three system calls.
#define _GNU_SOURCE
#include "CSandbox.h"

#if defined(__linux__) && __has_include(<linux/landlock.h>)

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Of later kernels than the headers may be.
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE;

/// Every right that this kernel can take away; none where it cannot.
static uint64_t handled(void) {
  long version =
      syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  if (version >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  if (version >= 5) rights |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
  return rights;
}

int check_folders_begin(void) {
  struct landlock_ruleset_attr attributes = {.handled_access_fs = handled()};
  if (!attributes.handled_access_fs) return -1;
  return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

void check_folders_allow(int folders, const char *path, int writable) {
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct stat status;
  uint64_t rights = writable ? reading | writing : reading;
  // A single file has no rights of a folder, and a rule that names them is refused.
  if (fstat(place, &status) != 0 || !S_ISDIR(status.st_mode)) rights = LANDLOCK_ACCESS_FS_READ_FILE;
  struct landlock_path_beneath_attr beneath = {
      .allowed_access = handled() & rights, .parent_fd = place};
  (void)syscall(SYS_landlock_add_rule, folders, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close(place);
}

int check_folders_enforce(int folders) {
  int enforced = syscall(SYS_landlock_restrict_self, folders, 0) == 0;
  close(folders);
  return enforced;
}

#else

int check_folders_begin(void) { return -1; }

void check_folders_allow(int folders, const char *path, int writable) {
  (void)folders;
  (void)path;
  (void)writable;
}

int check_folders_enforce(int folders) {
  (void)folders;
  return 0;
}

#endif
