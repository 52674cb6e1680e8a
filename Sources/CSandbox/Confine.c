#define _GNU_SOURCE
#include "CSandbox.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static int limit(int resource, uint64_t value) {
  struct rlimit now;
  // A host that was limited itself can give no more than it has.
  if (getrlimit(resource, &now) == 0 && value > now.rlim_max) value = now.rlim_max;
  struct rlimit both = {(rlim_t)value, (rlim_t)value};
  return setrlimit(resource, &both) == 0;
}

int check_limit_resources(uint64_t address_space, uint64_t file_size, uint64_t descriptors) {
  return limit(RLIMIT_AS, address_space) & limit(RLIMIT_FSIZE, file_size) &
         limit(RLIMIT_NOFILE, descriptors) & limit(RLIMIT_CORE, 0) & limit(RLIMIT_NPROC, 0);
}

#ifdef __linux__

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

int check_drop_privileges(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}, {0, 0, 0}};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_capset, &header, none) == 0 &&
         prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

void check_go_first_when_memory_is_short(void) {
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0) return;
  if (write(score, "1000", 4) < 0) { /* Then the system chooses as it likes. */
  }
  close(score);
}

int check_die_with(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return 0;
  // It may have ended before this was asked for.
  if (getppid() != parent) _exit(1);
  return 1;
}

#else

int check_drop_privileges(void) { return 0; }

void check_go_first_when_memory_is_short(void) {}

int check_die_with(pid_t parent) {
  (void)parent;
  return 0;
}

#endif
