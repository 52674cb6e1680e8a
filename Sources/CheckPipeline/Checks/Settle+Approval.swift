extension Settle {
  /// Settles the approval of a person, against the same rows as a proposal.
  ///
  /// An approval overrules every reason for review. A fact that speaks against the credit it
  /// overrules only by naming it.
  ///
  /// - Parameters:
  ///   - check: The check.
  ///   - item: The keys of its line, or of the payor that the person typed.
  ///   - rows: The other checks, read in the transaction that commits the approval.
  ///   - overrides: The facts that the person overrules.
  ///   - note: The person's words, for the history.
  /// - Throws: ``PipelineError/noIdentity(_:)``, ``PipelineError/wouldDouble(_:of:)``,
  ///   ``PipelineError/notDuplicates(_:named:)`` or ``PipelineError/uncollectable(_:reason:)``.
  static func approval(
    of check: CheckID, item: ItemKeys, rows: SettlementRows, overrides: ApprovalOverrides,
    note: String
  ) throws(PipelineError) -> Settlement {
    guard item.areKnown else { throw .noIdentity(check) }
    let twins = rows.mustBeNamed
    guard overrides.despiteDuplicates.isSuperset(of: twins) else {
      throw .wouldDouble(check, of: twins)
    }
    let strangers = overrides.despiteDuplicates.subtracting(twins)
    guard strangers.isEmpty else { throw .notDuplicates(check, named: strangers.sorted()) }
    let uncollectable = rows.uncollectable
    if let uncollectable, !overrides.isUncollectable {
      throw .uncollectable(check, reason: uncollectable)
    }
    var notes = [note]
    if overrides.payor != nil { notes.append("payor typed from the image") }
    if !twins.isEmpty {
      notes.append("despite duplicate of check \(twins.map(String.init).joined(separator: ", "))")
    }
    if let uncollectable { notes.append("uncollectable: \(uncollectable)") }
    return Settlement(
      state: .deposited, note: notes.filter { !$0.isEmpty }.joined(separator: "; "),
      credits: true, despite: twins)
  }
}

extension SettlementRows {
  /// The checks that a person names who credits this one: those credited for the same item, or for
  /// what may be the same one by its payor and amount, by their numbers.
  var mustBeNamed: [CheckID] {
    Set((credited + similar).map(\.id)).sorted()
  }
}
