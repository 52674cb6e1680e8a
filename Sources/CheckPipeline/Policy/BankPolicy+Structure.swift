import Foundation

extension BankPolicy {
  /// The objects whose missing members ``problems`` names, with what to give.
  private static let toldByProblems: Set = ["deposits.verdicts", "quality"]

  /// Where a file's members are not those of a policy, one sentence each: some are missing, some no
  /// policy has, and some are numbers that do not fit.
  ///
  /// The decoder passes over members that it does not know, and gives such numbers no place.
  static func structureProblems(of file: Any) -> [String] {
    var model = BankPolicy()
    model.letters.profile.bankOfFirstDeposit = model.letters.profile.origin
    guard let known = try? model.object else { return [] }
    return structureProblems(of: file, like: known, at: "")
  }

  private static func structureProblems(
    of value: Any, like known: Any, at place: String
  ) -> [String] {
    if let members = value as? [String: Any], let known = known as? [String: Any] {
      // Names by account: any may be there.
      return place == "letters.depositorNames"
        ? [] : memberProblems(of: members, like: known, at: place)
    }
    if let elements = value as? [Any], let model = (known as? [Any])?.first {
      return elements.enumerated().flatMap { index, element in
        structureProblems(of: element, like: model, at: "\(place)[\(index)]")
      }
    }
    return numberProblems(of: value, at: place)
  }

  private static func memberProblems(
    of members: [String: Any], like known: [String: Any], at place: String
  ) -> [String] {
    let prefix = place.isEmpty ? "" : "\(place)."
    let missing: [String] =
      toldByProblems.contains(place) ? [] : known.keys.filter { members[$0] == nil }.sorted()
    let there: [String] = members.sorted { $0.key < $1.key }.flatMap { name, member in
      known[name].map { structureProblems(of: member, like: $0, at: "\(prefix)\(name)") }
        ?? ["\(prefix)\(name) is not known: 'checkctl policy show' prints all members"]
    }
    return missing.map {
      "\(prefix)\($0) is missing: 'checkctl policy show' prints a whole policy to begin with"
    } + there
  }

  private static func numberProblems(of value: Any, at place: String) -> [String] {
    guard let number = value as? NSNumber, (value as? Int) == nil else { return [] }
    let path = place.replacing(#/\[[0-9]+\]/#, with: "[]")
    let member = PolicyMember.all.first { $0.covers(path) }
    guard case .count(let least, let most)? = member?.values else { return [] }
    return ["\(place) \(number): give a whole number, \(least) to \(most)"]
  }
}
