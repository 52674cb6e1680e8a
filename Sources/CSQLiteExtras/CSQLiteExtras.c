#include "CSQLiteExtras.h"

int check_sqlite_disable_checkpoint_on_close(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

int check_sqlite_refuse_double_quoted_text(sqlite3 *connection) {
  int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
  return code;
}

int check_sqlite_has_table(const char *uri, const char *table) {
  sqlite3 *connection = 0;
  sqlite3_stmt *statement = 0;
  int answer = -1;
  if (sqlite3_open_v2(uri, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, 0) == SQLITE_OK &&
      sqlite3_prepare_v2(connection,
                         "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", -1,
                         &statement, 0) == SQLITE_OK &&
      sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC) == SQLITE_OK) {
    int step = sqlite3_step(statement);
    if (step == SQLITE_ROW) answer = 1;
    if (step == SQLITE_DONE) answer = 0;
  }
  sqlite3_finalize(statement);
  sqlite3_close(connection);
  return answer;
}
