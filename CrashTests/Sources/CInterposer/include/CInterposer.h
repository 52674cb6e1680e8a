#ifndef CHECK_INTERPOSER_H
#define CHECK_INTERPOSER_H

// A library to preload. It counts the calls by which a process changes what is on the disk, over
// all its threads, and at one of them kills the process or lets the call fail. The environment
// tells it what to do:
//
//   CRASH_MODE   before, after   kill the process there
//                half            kill it when half of a write is done; only writes are counted
//                fail            let the call fail once
//                full            let this call and all that need room fail for a while
//                refuse          let this call and all that are counted fail for a while
//                stop            stop the process there, as SIGSTOP does
//                skip            the same, and claim till then that syncs succeeded, and do none
//                stall           hold the threads that make this call or a later one
//   CRASH_AT     which call, from 1
//   CRASH_FOR    how long that is, in milliseconds; 300 if not said
//   CRASH_UNTIL  until when threads are held: until this file is there, or for ever
//   CRASH_ERRNO  the error of fail and refuse, a number; EIO if not said
//   CRASH_CALL   count only calls of this name, such as fsync, or one of several with colons between;
//                open-to-read, which changes nothing, is counted only where it is named
//   CRASH_PATH   count only calls on paths that contain this, or one of several with colons between
//   CRASH_LOG    a file to which the call that was hit is added; all calls without CRASH_AT
//   CRASH_TELLS_ALL      all calls also with it
//   CRASH_CLOCK  seconds by which the wall clock is wrong
//   CRASH_BREAK_RULE  1, or synchronous: see RuleBreaker.c

#include <stdbool.h>

/// What to do at a call.
enum crossing { CROSSING_GO, CROSSING_FAIL, CROSSING_HALVE, CROSSING_SKIP };

/// Whether opening a file only to read it counts.
bool check_counts_reading(void);

/// Counts a call before it is made.
///
/// `path` is its path, or NULL where `descriptor` is an open file.
enum crossing check_cross(const char *call, const char *path, int descriptor);

/// Ends the process when the call that was just made is the one to die after.
void check_crossed(void);

/// Ends the process as a crash does.
void check_die(void) __attribute__((noreturn));

#endif
