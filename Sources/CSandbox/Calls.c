#define _GNU_SOURCE
#include "CSandbox.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

/// What an action and the libraries below it need: files, memory, the socket to the host, time.
/// Making processes, threads, sockets and programs is not among it, nor is to ignore or block the
/// signal that ends whoever uses too much of the processor.
static const int needed[] = {
    // Files, which the folders bound.
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(read), SCMP_SYS(pread64),
    SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(pwrite64), SCMP_SYS(writev), SCMP_SYS(lseek),
    SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(getdents64),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(ftruncate),
    SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename),
    SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
    // The socket.
    SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    // Time, locks, chance, and what the run-time library asks of itself.
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(futex),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrandom), SCMP_SYS(getpid),
    SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(uname),
    SCMP_SYS(sysinfo), SCMP_SYS(rt_sigreturn), SCMP_SYS(rseq), SCMP_SYS(set_robust_list),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit), SCMP_SYS(exit_group)};

static int add_rules(scmp_filter_ctx filter) {
  int error = 0;
  for (size_t index = 0; index < sizeof needed / sizeof *needed && !error; index++)
    error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, needed[index], 0);
  // Memory that can be written or read, and never run.
  const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  if (!error) error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code);
  if (!error) error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
  // Others would have the system send a signal to any process whenever the socket is written to.
  const unsigned harmless[] = {F_GETFD, F_SETFD, F_GETFL};
  for (size_t index = 0; index < sizeof harmless / sizeof *harmless && !error; index++) {
    const struct scmp_arg_cmp command = SCMP_A1(SCMP_CMP_EQ, harmless[index]);
    error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, command);
  }
  // What the run-time library does when it traps, but for the signal of who used too much.
  const struct scmp_arg_cmp other = SCMP_A0(SCMP_CMP_NE, SIGXCPU);
  if (!error) error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigaction), 1, other);
  // A trap ends its own process with a signal, and no other.
  const struct scmp_arg_cmp itself = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());
  if (!error) error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, itself);
  return error;
}

int check_limit_calls(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return 0;
  int enforced = add_rules(filter) == 0 && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return enforced;
}

#else

int check_limit_calls(void) { return 0; }

#endif
