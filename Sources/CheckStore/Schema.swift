/// The tables of a store, version by version.
package struct Schema: Sendable {
  /// A table that every version has.
  let probe: String
  let migrations: [Migration]

  package init(probe: String, _ migrations: [Migration]) {
    self.probe = probe
    self.migrations = migrations
  }
}
