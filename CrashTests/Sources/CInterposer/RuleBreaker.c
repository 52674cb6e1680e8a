// The positive control: breaks the rule on which the pipeline rests, from outside.
//
// Under CRASH_BREAK_RULE=1 a check's ledger entry is committed in a transaction of its own, before
// the one with the check's new state and the acknowledgement of its message; and the keys of the
// ledger are no longer unique. A judge that finds nothing wrong after kills of such a pipeline is
// blind.
#define _GNU_SOURCE
#include "CInterposer.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_change = "UPDATE checks SET state = ?, failed_from";
static const char *const split =
    "RELEASE operation; COMMIT; BEGIN IMMEDIATE; SAVEPOINT operation";

// The changes of state that wait for the second transaction. Only the one writer's thread is here.
static char *held[64];
static int held_count;
// While SQLite runs what this file asks for, which comes through sqlite3_step as well.
static _Thread_local int is_splitting;

static int breaks_rule(void) {
  static int answer = -1;
  if (answer < 0) {
    const char *asked = getenv("CRASH_BREAK_RULE");
    answer = asked != NULL && strcmp(asked, "1") == 0;
  }
  return answer;
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
  held_count = 0;
}

int sqlite3_step(sqlite3_stmt *statement) {
  static int (*real)(sqlite3_stmt *);
  if (!real) real = (int (*)(sqlite3_stmt *))dlsym(RTLD_NEXT, "sqlite3_step");
  const char *text = breaks_rule() && !is_splitting ? sqlite3_sql(statement) : NULL;
  if (!text) return real(statement);
  sqlite3 *db = sqlite3_db_handle(statement);
  if (begins(text, state_change) && held_count < 64) {
    held[held_count++] = sqlite3_expanded_sql(statement);
    return SQLITE_DONE;
  }
  int acknowledges = begins(text, "DELETE FROM messages WHERE id = ?") ||
                     begins(text, "UPDATE messages SET action = ?");
  if (acknowledges && held_count > 0) {
    run(db, split);
    run_held(db);
  } else if (begins(text, "RELEASE operation")) {
    run_held(db);
  }
  return real(statement);
}

// Blanks the word UNIQUE where the keys of the ledger are declared.
int sqlite3_prepare_v3(sqlite3 *db, const char *text, int size, unsigned flags,
                       sqlite3_stmt **statement, const char **tail) {
  static int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
  if (!real) {
    real = (int (*)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **))dlsym(
        RTLD_NEXT, "sqlite3_prepare_v3");
  }
  const char *table = breaks_rule() ? strstr(text, "CREATE TABLE ledger_entries") : NULL;
  const char *key = table ? strstr(table, "key TEXT NOT NULL UNIQUE") : NULL;
  if (!key) return real(db, text, size, flags, statement, tail);
  char *changed = strdup(text);
  if (!changed) return SQLITE_NOMEM;
  memset(changed + (strstr(key, "UNIQUE") - text), ' ', strlen("UNIQUE"));
  const char *changed_tail = NULL;
  int answer = real(db, changed, size, flags, statement, &changed_tail);
  if (tail && changed_tail) *tail = text + (changed_tail - changed);
  free(changed);
  return answer;
}
