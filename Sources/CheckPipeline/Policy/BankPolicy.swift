import CheckActions
import Crypto
import Foundation

/// What a bank decides by: one JSON file, which states every member.
///
/// The defaults suit a demonstration; docs/policy.md says which of them a bank must set.
public struct BankPolicy: Sendable, Hashable, Codable {
  /// Limits for deposits, and what each reason leads to.
  public var deposits = DepositRules()
  /// How good pictures have to be.
  public var quality = QualityRules()
  /// When depositors may draw on their deposits.
  public var availability = AvailabilityRules()
  /// Letters and returns.
  public var letters = LetterPolicy()
  /// How long pictures are kept.
  public var retention = RetentionRules()

  /// The policy for a demonstration.
  public init() {}

  /// The size of the largest policy file, in bytes.
  private static let largestFile = 4 << 20

  /// Reads a policy from a file.
  ///
  /// - Throws: ``PolicyError``, which names all that is wrong as far as it can be read.
  public init(file: String) throws(PolicyError) {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file, limit: Self.largestFile)
    } catch {
      throw PolicyError(file: file, problems: [error.description])
    }
    let unknown = Self.unknownMembers(in: bytes)
    do {
      self = try JSONDecoder().decode(BankPolicy.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw PolicyError(file: file, problems: unknown + [error.inWords])
    } catch {
      throw PolicyError(file: file, problems: unknown + ["\(error)"])
    }
    let problems = unknown + problems
    guard problems.isEmpty else { throw PolicyError(file: file, problems: problems) }
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

  /// What tells it from others, kept with each decision: twelve hexadecimal digits.
  ///
  /// The same rules have the same version, however their file is laid out.
  public static func version(
    _ deposits: DepositRules, _ quality: QualityRules, _ availability: AvailabilityRules
  ) -> String {
    let texts = [
      try? JSON.encode(deposits), try? JSON.encode(quality), try? JSON.encode(availability),
    ].compactMap { $0 }
    let digest = SHA256.hash(data: Data(texts.joined(separator: "\n").utf8))
    return String(digest.hexadecimal.prefix(12))
  }

  /// The version of this policy.
  public var version: String { Self.version(deposits, quality, availability) }

  var object: [String: Any] {
    get throws {
      let data = try JSONEncoder().encode(self)
      var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      var letters = object["letters"] as? [String: Any] ?? [:]
      var profile = letters["profile"] as? [String: Any] ?? [:]
      if profile["bankOfFirstDeposit"] == nil { profile["bankOfFirstDeposit"] = NSNull() }
      letters["profile"] = profile
      object["letters"] = letters
      return object
    }
  }

  /// The members of a file that no policy has: a slip of the pen must not go unnoticed.
  private static func unknownMembers(in bytes: [UInt8]) -> [String] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let known = try? BankPolicy().object
    else { return [] }
    return unknownMembers(in: object, like: known, "")
  }

  private static func unknownMembers(in value: Any, like known: Any, _ path: String) -> [String] {
    guard let value = value as? [String: Any], let known = known as? [String: Any],
      path != "letters.depositorNames."
    else { return [] }
    return value.sorted { $0.key < $1.key }.flatMap { name, member in
      known[name].map { unknownMembers(in: member, like: $0, "\(path)\(name).") }
        ?? ["\(path)\(name) is not known: 'checkctl policy show' prints all members"]
    }
  }
}

/// Why a policy cannot be used.
public struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// What is wrong, one sentence each, with what to do.
  public var problems: [String]

  /// All of it, a line each.
  public var description: String {
    (["policy \(file) cannot be used:"] + problems.map { "  \($0)" }).joined(separator: "\n")
  }
}

extension DecodingError {
  /// What is wrong with a JSON file, by the place in it.
  fileprivate var inWords: String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch self {
    case .keyNotFound(let key, let context):
      return
        "\(place(context.codingPath + [key])) is missing: 'checkctl policy show' prints a whole "
        + "policy to begin with"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context.codingPath)): \(context.debugDescription)"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "it is no JSON: \(context.debugDescription)"
        : "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default:
      return "\(self)"
    }
  }
}
