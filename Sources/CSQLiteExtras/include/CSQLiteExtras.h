#ifndef CSQLITE_EXTRAS_H
#define CSQLITE_EXTRAS_H

#include <sqlite3.h>

/// Keeps SQLite from checkpointing when the last connection closes, because that checkpoint would
/// run without the write lock. A function of its own since `sqlite3_db_config` is variadic.
/// Returns an SQLite result code.
int check_sqlite_disable_checkpoint_on_close(sqlite3 *connection);

#endif
