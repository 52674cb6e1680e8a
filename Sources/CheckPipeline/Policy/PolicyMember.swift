/// What is known of a member of a policy beside its type.
struct PolicyMember: Sendable {
  /// Where it is: names joined by dots, `*` for any name, `[]` for the elements of a list.
  var path: String
  /// What it is, in a sentence.
  var title: String
  /// What its value has to be.
  var values = Values.any

  enum Values: Sendable {
    case any
    /// A whole number from the first to the second.
    case count(Int, Int)
    /// One of these texts.
    case choice([String])
    /// A text of this form (ECMA-262).
    case form(String)
    /// A number of 0 or more, or `null` for no limit.
    case limit
    /// A list with so many elements or more.
    case elements(atLeast: Int)
    /// What it is, or `null`.
    case optional(of: String)
  }

  /// Whether it is at a place in a policy, where lists have `[]`.
  func covers(_ place: String) -> Bool {
    let (mine, other) = (path.split(separator: "."), place.split(separator: "."))
    return mine.count == other.count
      && zip(mine, other).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
