import CashLetter
import CheckActions
import Foundation

/// What holds for letters and returns: the bank's profile, and what is done by rule.
public struct LetterPolicy: Sendable, Hashable, Codable {
  /// Whom letters go to, and how that bank wants them.
  public var profile = LetterProfile.sample
  /// The time zone that days and times in files are of, such as `America/New_York`.
  public var timeZone = "America/New_York"
  /// Whether a rear side is made for a check that was submitted without one; else the check is held
  /// back.
  public var makesRearSides = false
  /// Whether a check that comes back for the first time, not paid for want of funds (reasons A and
  /// B), is presented once more.
  public var presentsAgain = false
  /// The names of depositors by account, for rear sides that are made.
  public var depositorNames: [String: String] = [:]

  /// The policy of test files between two made-up banks.
  public init() {}

  /// The size of the largest policy file, in bytes.
  static let largestFile = 4 << 20

  /// Reads a policy from a JSON file, which states every member.
  ///
  /// - Throws: ``LetterError/policy(file:reason:)``.
  public init(file: String) throws(LetterError) {
    do {
      let bytes = try LocalFile.read(file, limit: Self.largestFile)
      self = try JSONDecoder().decode(LetterPolicy.self, from: Data(bytes))
      if let unknown = try Self.unknownMember(in: bytes) {
        throw LetterError.policy(
          file: file, reason: "\(unknown) is not known: 'checkctl letter policy' prints all members"
        )
      }
    } catch let error as DecodingError {
      throw .policy(file: file, reason: error.inWords)
    } catch let error as LetterError {
      throw error
    } catch {
      throw .policy(file: file, reason: "\(error)")
    }
    do {
      try check()
    } catch .policy(_, let reason) {
      throw .policy(file: file, reason: reason)
    }
  }

  /// Refuses a policy that no letter can be made with.
  func check() throws(LetterError) {
    var problems = profile.problems.map { "profile.\($0)" }
    if TimeZone(identifier: timeZone) == nil {
      problems.append("timeZone '\(timeZone)' is not known: give one such as America/New_York")
    }
    guard problems.isEmpty else {
      throw .policy(file: nil, reason: problems.joined(separator: "; "))
    }
  }

  /// The policy as its file has it, with `null` for what is not set.
  public var json: String {
    get throws {
      String(
        decoding: try JSONSerialization.data(
          withJSONObject: try object,
          options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
    }
  }

  private var object: [String: Any] {
    get throws {
      let data = try JSONEncoder().encode(self)
      var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      var profile = object["profile"] as? [String: Any] ?? [:]
      if profile["bankOfFirstDeposit"] == nil { profile["bankOfFirstDeposit"] = NSNull() }
      object["profile"] = profile
      return object
    }
  }

  /// The first member of a file that no policy has: a slip of the pen must not go unnoticed.
  private static func unknownMember(in bytes: [UInt8]) throws -> String? {
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    return unknownMember(in: object, like: try LetterPolicy().object, "")
  }

  private static func unknownMember(in value: Any, like known: Any, _ path: String) -> String? {
    guard let value = value as? [String: Any], let known = known as? [String: Any],
      path != "depositorNames."
    else { return nil }
    for (name, member) in value.sorted(by: { $0.key < $1.key }) {
      guard let like = known[name] else { return path + name }
      if let unknown = unknownMember(in: member, like: like, "\(path)\(name).") { return unknown }
    }
    return nil
  }
}

extension LetterPolicy {
  private var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
    return calendar
  }

  /// The day of a moment in the policy's time zone.
  func day(of moment: Date) throws(LetterError) -> LetterDate {
    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
    guard
      let day = LetterDate(
        year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
    else { throw .policy(file: nil, reason: "the clock's \(moment) is no day of a letter") }
    return day
  }

  /// The time of day of a moment in the policy's time zone.
  func time(of moment: Date) throws(LetterError) -> LetterTime {
    let parts = calendar.dateComponents([.hour, .minute], from: moment)
    guard let time = LetterTime(hour: parts.hour ?? -1, minute: parts.minute ?? -1) else {
      throw .policy(file: nil, reason: "the clock's \(moment) has no time of day")
    }
    return time
  }
}

extension DecodingError {
  /// What is wrong with a JSON file, by the place in it.
  fileprivate var inWords: String {
    func place(_ context: Context) -> String {
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch self {
    case .keyNotFound(let key, let context):
      let path = (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      return "\(path) is missing: 'checkctl letter policy' prints a whole policy to begin with"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context)): \(context.debugDescription)"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is no JSON: \(context.debugDescription)"
        : "\(place(context)): \(context.debugDescription)"
    @unknown default:
      return "\(self)"
    }
  }
}
