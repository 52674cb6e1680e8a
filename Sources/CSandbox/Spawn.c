#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <time.h>

static int add_actions(posix_spawn_file_actions_t *actions, int socket) {
  // The socket first: it may lie where a standard stream goes.
  int error = posix_spawn_file_actions_adddup2(actions, socket, CHECK_CONTAINER_SOCKET);
  for (int stream = 0; stream < 3 && !error; stream++)
    error = posix_spawn_file_actions_addopen(actions, stream, "/dev/null", O_RDWR, 0);
#ifdef __linux__
  if (!error)
    error = posix_spawn_file_actions_addclosefrom_np(actions, CHECK_CONTAINER_SOCKET + 1);
#endif
  return error;
}

static int set_attributes(posix_spawnattr_t *attributes) {
  // A session of its own: Ctrl-C in the host's terminal is for the host, which drains.
  short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int error = posix_spawnattr_setflags(attributes, flags);
  if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
  if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
  return error;
}

int check_spawn(const char *program, const char *argument, int socket, pid_t *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = add_actions(&actions, socket);
    if (!error) error = set_attributes(&attributes);
    char *arguments[] = {(char *)program, (char *)argument, NULL};
    char *environment[] = {NULL};
    if (!error)
      error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int check_grant_cpu(pid_t process, unsigned seconds) {
#ifdef __linux__
  clockid_t clock;
  struct timespec used;
  int error = clock_getcpuclockid(process, &clock);
  if (error) return error;
  if (clock_gettime(clock, &used) != 0) return errno;
  // The soft limit alone: a hard one could never be raised again for the next message.
  struct rlimit limit = {(rlim_t)used.tv_sec + 1 + seconds, RLIM_INFINITY};
  return prlimit(process, RLIMIT_CPU, &limit, NULL) == 0 ? 0 : errno;
#else
  (void)process;
  (void)seconds;
  return 0;
#endif
}

int check_yield_to_others(pid_t process) {
  return setpriority(PRIO_PROCESS, (id_t)process, 10) == 0 ? 0 : errno;
}
