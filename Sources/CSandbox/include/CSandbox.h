#ifndef CHECK_SANDBOX_H
#define CHECK_SANDBOX_H

#include <stdint.h>
#include <sys/types.h>

/// Starts a program in a session of its own, with an empty environment, standard streams that lead
/// nowhere, `socket` as descriptor CHECK_CONTAINER_SOCKET and no other descriptor open.
///
/// Gives 0 and the process, or an error code.
int check_spawn(const char *program, const char *argument, int socket, pid_t *process);

/// The descriptor over which a container talks to its host.
#define CHECK_CONTAINER_SOCKET 3

/// Lets a process use so many more seconds of the processor, counted from now; 0, or an error code.
int check_grant_cpu(pid_t process, unsigned seconds);

/// Lets other processes go before this one from now on; 0, or an error code.
int check_yield_to_others(pid_t process);

/// Has the system end this process before others when memory is short.
void check_go_first_when_memory_is_short(void);

/// Each of these confines the calling process for good, and gives 1 where it is enforced, 0 where
/// this system cannot enforce it. They belong before the first thread is made.

/// Bytes of address space, bytes of a file written, open descriptors; no core file and no further
/// process.
int check_limit_resources(uint64_t address_space, uint64_t file_size, uint64_t descriptors);

/// No capability, none to be gained, and no other process of the same user may look inside.
int check_drop_privileges(void);

/// Ends this process when the one that started it ends, which has to be `parent`.
int check_die_with(pid_t parent);

/// A set of folders that may be used; a negative number where the system cannot enforce one.
int check_folders_begin(void);

/// Lets the files under a path be read, or read, made, changed and removed. A path that is not
/// there is left out.
void check_folders_allow(int folders, const char *path, int writable);

/// Shuts off the content of every file outside the set; whether one is there can still be asked.
int check_folders_enforce(int folders);

/// Shuts off every system call but those that an action needs; others fail with EPERM.
int check_limit_calls(void);

#endif
