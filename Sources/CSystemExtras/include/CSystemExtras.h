#ifndef CHECK_SYSTEM_EXTRAS_H
#define CHECK_SYSTEM_EXTRAS_H

/// Has the system begin to write an open file out, and does not wait. Only a hint: where the system
/// has no such call nothing happens.
void check_begin_sync(int descriptor);

/// Exchanges two names in one step, so that at no moment either is missing. Returns 0, or -1 with
/// errno: EINVAL or ENOSYS where the file system or the system cannot.
int check_exchange(const char *one, const char *other);

/// Has the allocator keep freed memory of up to so many bytes a thread for its next use, instead of
/// giving it back to the system and asking for it again. Where it cannot be told, nothing happens.
void check_keep_freed_memory(int bytes);

/// Has the allocator give all freed memory back to the system, this once. Where it cannot be told,
/// nothing happens.
void check_give_freed_memory_back(void);

/// Gives a file a name that no file has. Returns 0; EEXIST where one has it, whose file is left; EINVAL,
/// ENOSYS or ENOTSUP where the system or the file system has no such call; or another error code.
int check_rename_to_free_name(const char *from, const char *to);

#endif
