import CheckActions
import CheckStore

extension Schema {
  /// The versions of the routing directory; the first is the made-up one that the data folder
  /// begins with.
  static func addDirectories(_ db: Transaction) throws {
    try db.script(
      """
      CREATE TABLE routing_directories (
        version INTEGER PRIMARY KEY,
        imported_at_ms INTEGER,
        actor TEXT NOT NULL,
        source TEXT NOT NULL,
        records INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        restored_from INTEGER REFERENCES routing_directories (version)
      );
      \(appendOnly("routing_directories"))
      """)
    let text = RoutingDirectoryText(normalised: Array(SyntheticDirectory.text.utf8))
    try RoutingDirectoryVersion(
      version: 1, importedAt: nil, actor: "checkctl", source: "made-up directory", text: text
    ).insert(db)
  }
}
