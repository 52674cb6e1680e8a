/// One step of a store's tables from version to version; one that was released is never changed.
package struct Migration: Sendable {
  let name: String
  let apply: @Sendable (Transaction) throws -> Void

  /// A step that is code.
  package init(_ name: String, _ apply: @escaping @Sendable (Transaction) throws -> Void) {
    self.name = name
    self.apply = apply
  }

  /// A step that is statements.
  package init(_ name: String, script: String) {
    self.init(name) { try $0.script(script) }
  }
}
