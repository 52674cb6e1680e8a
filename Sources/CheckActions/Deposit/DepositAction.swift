import MICR

/// Proposes what to do with a deposit, from what was read, what was stated and the rules.
///
/// It sees one check alone; what depends on other checks is settled by the host.
public struct DepositAction: Action {
  /// What is known about the check.
  public struct Request: Codable, Sendable, Hashable {
    /// How far the reader, or a person who corrected the line, stands by its characters.
    public var status: MICRReading.Status
    /// The fields of the line.
    public var fields: MICRFields
    /// Why the characters are unsure; empty when they are sure.
    public var doubts: [Doubt]
    /// What the depositor said.
    public var statement: DepositStatement
    /// The rules that hold, without the verdicts that the action does not need.
    public private(set) var rules: DepositRules
    /// The routing directory that the decision is made with.
    public var directory: RoutingDirectory.Edition

    /// Makes a request from its parts.
    public init(
      status: MICRReading.Status, fields: MICRFields, doubts: [Doubt],
      statement: DepositStatement, rules: DepositRules,
      directory: RoutingDirectory.Edition
    ) {
      self.status = status
      self.fields = fields
      self.doubts = doubts
      self.statement = statement
      self.rules = rules.narrowed(to: DepositAction.reasons)
      self.directory = directory
    }
  }

  /// What to do with the check, as far as the check alone tells.
  public struct Response: Codable, Sendable, Hashable {
    /// The proposal.
    public var verdict: Verdict
    /// The reasons for it.
    public var findings: [Finding]
    /// What makes this check the same on another picture; `nil` when the line does not tell.
    public var identity: ItemIdentity?
    /// The routing and account number of the payor; `nil` when the line does not tell.
    public var payor: String?
    /// The check's serial number, where the line tells it.
    public var serial: String?
    /// The payor bank's name in the routing directory.
    public var bankName: String?
    /// The version of the routing directory that was used.
    public var directoryVersion: Int
  }

  /// The action's name.
  public static let name = ActionName.deposit

  /// The reasons that this action gives.
  static let reasons: Set<Reason> = [
    .unsureCharacters, .foreignLayout, .incompleteLine, .unknownFormat, .routingCheckDigit,
    .routingUnknown,
    .amountDiffers, .overItemLimit,
  ]

  private let routingFolder: String
  private var directory: RoutingDirectory?

  /// Reads the newest routing directory, as the one that is likely to be asked for.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    routingFolder = environment.routingFolder
    guard let newest = RoutingDirectory.versions(in: routingFolder).max() else { return }
    // A guess that cannot be read is no failure: the request names the edition that it needs.
    directory = try? RoutingDirectory.read(version: newest, in: routingFolder)
  }

  /// Weighs what the check says against what was stated.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    let directory = try loaded(request.directory, log: &log)
    let bank = request.fields.routing.flatMap { directory[$0] }
    if let bank, let newer = bank.newRoutingNumber {
      log.write("routing number \(bank.routingNumber) was replaced by \(newer)")
    }
    let findings =
      characterFindings(request) + routingFindings(request, bank) + amountFindings(request)
    let verdict = request.rules.verdict(of: findings)
    log.write("proposal: \(verdict.rawValue), \(findings.count) reasons")
    let fields = request.fields
    return Response(
      verdict: verdict, findings: findings, identity: ItemIdentity(fields),
      payor: fields.payor,
      serial: fields.serial, bankName: bank?.name, directoryVersion: directory.version)
  }

  /// The directory of exactly this edition, so that a warm instance decides as a cold one.
  private mutating func loaded(
    _ edition: RoutingDirectory.Edition, log: inout ActivationLog
  ) throws(ActionFailure) -> RoutingDirectory {
    if let directory, directory.edition == edition { return directory }
    let loaded = try RoutingDirectory.read(edition, in: routingFolder)
    directory = loaded
    log.write("routing directory loaded: version \(edition.version)")
    return loaded
  }

  private func characterFindings(_ request: Request) -> [Finding] {
    guard request.status != .sure else { return [] }
    // Without the characters: findings are shown to who may not see account numbers.
    let why = request.doubts.map(\.withoutCharacters.description).joined(separator: " ")
    return [Finding(.unsureCharacters, "Compare the line with the picture. \(why)")]
  }

  private func routingFindings(_ request: Request, _ bank: RoutingRecord?) -> [Finding] {
    let fields = request.fields
    if let country = fields.country, country != "US" {
      return [Finding(.foreignLayout, "The line has the layout of another country (\(country)).")]
    }
    guard let routing = fields.routing, routing.count == 9,
      routing.allSatisfy({ $0.isASCII && $0.isNumber })
    else {
      return [Finding(.incompleteLine, "The line has no nine-digit routing number.")]
    }
    guard fields.onUs != nil || fields.auxOnUs != nil else {
      return [Finding(.incompleteLine, "The line has no on-us field.")]
    }
    return formatFindings(fields) + numberFindings(routing, bank, request.directory.version)
  }

  private func formatFindings(_ fields: MICRFields) -> [Finding] {
    guard fields.format == nil else { return [] }
    return [
      Finding(
        .unknownFormat,
        "The line has no format that is known: compare its fields with the picture.")
    ]
  }

  private func numberFindings(
    _ routing: String, _ bank: RoutingRecord?, _ version: Int
  ) -> [Finding] {
    guard RoutingNumber.isWellFormed(routing) else {
      return [
        Finding(
          .routingCheckDigit,
          "Routing number \(routing) fails its check: compare it with the picture.")
      ]
    }
    guard bank != nil else {
      return [
        Finding(
          .routingUnknown,
          "Routing number \(routing) is not in the routing directory "
            + "(version \(version)).")
      ]
    }
    return []
  }

  private func amountFindings(_ request: Request) -> [Finding] {
    var findings: [Finding] = []
    let stated = request.statement.amount
    if let encoded = request.fields.amount, encoded != stated.value {
      findings.append(
        Finding(
          .amountDiffers, "The line encodes \(Cents(encoded)), and \(stated) was stated."))
    }
    if stated > request.rules.itemLimit {
      findings.append(
        Finding(
          .overItemLimit, "\(stated) is above the limit of \(request.rules.itemLimit) for a check.")
      )
    }
    return findings
  }
}
