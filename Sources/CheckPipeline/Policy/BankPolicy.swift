import CheckActions
import Hashing
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

  /// The largest sum that a rule may name: what a cash letter's total has room for.
  static let largestSum = Cents(99_999_999_999_999)

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
    let structure: [String]
    do {
      let object = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      structure = Self.structureProblems(of: object)
    } catch {
      let words = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw PolicyError(
        file: file, problems: ["it is no JSON: \(words ?? error.localizedDescription)"])
    }
    do {
      self = try JSONDecoder().decode(BankPolicy.self, from: Data(bytes))
    } catch let error as DecodingError {
      let isTold = !structure.isEmpty && error.isOfStructure
      throw PolicyError(file: file, problems: structure + (isTold ? [] : [error.inWords]))
    } catch {
      throw PolicyError(file: file, problems: structure + ["\(error)"])
    }
    let problems = structure + problems
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
    let digest = SHA256.hash(Array(texts.joined(separator: "\n").utf8))
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
  /// Whether it is of a kind that the structure's problems tell, with all places.
  fileprivate var isOfStructure: Bool {
    switch self {
    case .keyNotFound: true
    case .dataCorrupted(let context): context.codingPath.isEmpty
    default: false
    }
  }

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
