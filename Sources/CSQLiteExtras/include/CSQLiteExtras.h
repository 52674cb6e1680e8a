#ifndef CSQLITE_EXTRAS_H
#define CSQLITE_EXTRAS_H

#include <sqlite3.h>

/// Keeps SQLite from checkpointing when the last connection closes, because that checkpoint would
/// run without the write lock. A function of its own since `sqlite3_db_config` is variadic.
/// Returns an SQLite result code.
int check_sqlite_disable_checkpoint_on_close(sqlite3 *connection);

/// Has a name in double quotes that is no column refused; SQLite takes it for a text otherwise.
/// Returns an SQLite result code.
int check_sqlite_refuse_double_quoted_text(sqlite3 *connection);

/// Says whether a database has a table: 1 or 0, or -1 where that cannot be told.
///
/// `uri` is a file URI; with "?immutable=1" nothing is written beside the file.
int check_sqlite_has_table(const char *uri, const char *table);

#endif
