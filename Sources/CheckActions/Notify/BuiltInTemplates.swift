extension NoticeState {
  /// The text that is sent unless the user has one of their own.
  var builtInTemplate: String {
    switch self {
    case .deposited:
      """
      Subject: Check {{check}} was deposited: ${{amount}}

      Your check was deposited.

      \(Self.facts)
      \(Self.end)
      """
    case .rejected:
      """
      Subject: Check {{check}} was not deposited: ${{amount}}

      Your check was not deposited.

      {{#reasons}}
      - {{.}}
      {{/reasons}}

      \(Self.facts)
      \(Self.end)
      """
    case .review:
      """
      Subject: Check {{check}} is being looked at: ${{amount}}

      Your check is not deposited yet. A person has to look at it first, because:

      {{#reasons}}
      - {{.}}
      {{/reasons}}

      You need not do anything. If it is deposited or turned down, you get another message.

      \(Self.facts)
      \(Self.end)
      """
    }
  }

  private static let facts = """
      Check    {{check}}
      Amount   ${{amount}}
      Account  {{account}}
      Time     {{time}} UTC
    {{#memo}}
      Memo     {{memo}}
    {{/memo}}

    """

  private static let end = """
    This message was written by a program; nobody reads answers to it.

    """
}
