// The positive controls: break the rules on which the pipeline rests, from outside.
//
// Under CRASH_BREAK_RULE=1 a check's ledger entry is committed in a transaction of its own, before
// the one with the check's new state and the acknowledgement of its message; and the keys of the
// ledger are no longer unique. A judge that finds nothing wrong after kills of such a pipeline is
// blind.
//
// Under CRASH_BREAK_RULE=synchronous SQLite runs at synchronous=NORMAL, and says that it is FULL.
#define _GNU_SOURCE
#include "CInterposer.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_change = "UPDATE checks SET state = ?, failed_from";
static const char *const split =
    "RELEASE operation; COMMIT; BEGIN IMMEDIATE; SAVEPOINT operation";

// The acknowledgements and changes of state that wait for the second transaction. Only the one
// writer's thread is here.
static char *held[64];
static int held_count;
static int holds_state;
// Whether the last statement of a thread was one of them, which its caller is to take for done.
static _Thread_local int was_held;
// While SQLite runs what this file asks for, which comes through sqlite3_step as well.
static _Thread_local int is_splitting;

static int breaks_rule, breaks_synchronous;

__attribute__((constructor)) static void read_rule(void) {
  const char *asked = getenv("CRASH_BREAK_RULE");
  breaks_rule = asked != NULL && strcmp(asked, "1") == 0;
  breaks_synchronous = asked != NULL && strcmp(asked, "synchronous") == 0;
}

static int begins(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

static void run(sqlite3 *db, const char *text) {
  is_splitting = 1;
  (void)sqlite3_exec(db, text, NULL, NULL, NULL);
  is_splitting = 0;
}

static void run_held(sqlite3 *db) {
  for (int index = 0; index < held_count; index++) {
    run(db, held[index]);
    sqlite3_free(held[index]);
  }
  held_count = holds_state = 0;
}

int sqlite3_changes(sqlite3 *db) {
  static int (*real)(sqlite3 *);
  if (!real) real = (int (*)(sqlite3 *))dlsym(RTLD_NEXT, "sqlite3_changes");
  return was_held ? 1 : real(db);
}

int sqlite3_step(sqlite3_stmt *statement) {
  static int (*real)(sqlite3_stmt *);
  if (!real) real = (int (*)(sqlite3_stmt *))dlsym(RTLD_NEXT, "sqlite3_step");
  const char *text = breaks_rule && !is_splitting ? sqlite3_sql(statement) : NULL;
  if (!text) return real(statement);
  sqlite3 *db = sqlite3_db_handle(statement);
  int changes_state = begins(text, state_change);
  int acknowledges = begins(text, "DELETE FROM messages WHERE id = ?") ||
                     begins(text, "UPDATE messages SET action = ?");
  was_held = (changes_state || acknowledges) && held_count < 64;
  if (was_held) {
    holds_state |= changes_state;
    held[held_count++] = sqlite3_expanded_sql(statement);
    return SQLITE_DONE;
  }
  // What a worker writes last of an outcome.
  if (begins(text, "INSERT INTO activations") && held_count > 0) {
    if (holds_state) run(db, split);
    run_held(db);
  } else if (begins(text, "RELEASE operation")) {
    run_held(db);
  }
  return real(statement);
}

// Writes `replacement` over `found` in a copy of a text, with blanks after it.
static char *changed(const char *text, const char *found, size_t size, const char *replacement) {
  char *copy = strdup(text);
  if (!copy) return NULL;
  char *place = copy + (found - text);
  memset(place, ' ', size);
  memcpy(place, replacement, strlen(replacement));
  return copy;
}

// The statement that is run instead of `text`, or NULL where it is left alone.
static char *broken(const char *text) {
  const char *table = breaks_rule ? strstr(text, "CREATE TABLE ledger_entries") : NULL;
  const char *key = table ? strstr(table, "key TEXT NOT NULL UNIQUE") : NULL;
  if (key) return changed(text, strstr(key, "UNIQUE"), strlen("UNIQUE"), "");
  if (!breaks_synchronous) return NULL;
  const char *full = strstr(text, "synchronous = FULL");
  if (full) return changed(text, full, strlen("synchronous = FULL"), "synchronous = 1");
  if (strcmp(text, "PRAGMA synchronous") == 0) return changed(text, text, strlen(text), "SELECT 2");
  return NULL;
}

int sqlite3_exec(sqlite3 *db, const char *text, int (*row)(void *, int, char **, char **),
                 void *context, char **message) {
  static int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *,
                     char **);
  if (!real) {
    real = (int (*)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *,
                    char **))dlsym(RTLD_NEXT, "sqlite3_exec");
  }
  char *other = broken(text);
  int answer = real(db, other ? other : text, row, context, message);
  free(other);
  return answer;
}

int sqlite3_prepare_v3(sqlite3 *db, const char *text, int size, unsigned flags,
                       sqlite3_stmt **statement, const char **tail) {
  static int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
  if (!real) {
    real = (int (*)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **))dlsym(
        RTLD_NEXT, "sqlite3_prepare_v3");
  }
  char *other = broken(text);
  if (!other) return real(db, text, size, flags, statement, tail);
  const char *other_tail = NULL;
  int answer = real(db, other, size, flags, statement, &other_tail);
  if (tail && other_tail) *tail = text + (other_tail - other);
  free(other);
  return answer;
}
