import CheckActions
import Foundation
import Testing

/// Reviews, and answers to them.
extension Program {
  /// A well-formed routing number that the made-up directory does not have.
  static let unknownRouting = "021000021"

  /// A line of a bank that the directory has.
  static let knownLine = "A\(SyntheticDirectory.routingNumbers[0])A 987654321C 5555"

  /// Deposits checks of an unknown bank, which go to review; gives them in the list's order.
  func makeReviews(_ count: Int) throws -> [ListedReview] {
    let pictures = "\(data)-pictures"
    defer { try? FileManager.default.removeItem(atPath: pictures) }
    let drawn = try run(
      "sample", "render", "--count", "\(count)", "--seed", "5", "--kind", "personal",
      "--routing", Self.unknownRouting, "--out", pictures)
    #expect(drawn.code == 0)
    #expect(try run("ingest", pictures).code == 3)
    let list = try listedReviews()
    #expect(list.count == count)
    return list
  }

  func listedReviews() throws -> [ListedReview] {
    try run("review", "list", "--format", "json", "--unmasked").objects.map(ListedReview.init)
  }

  /// Reviews with answers from a pipe, one a line.
  func review(_ answers: [String], _ arguments: String...) throws -> Outcome {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(answers.map { $0 + "\n" }.joined().utf8))
    try pipe.fileHandleForWriting.close()
    return try run(["review", "work"] + arguments, input: pipe)
  }

  /// The check as `show` tells it.
  func state(of check: Int) throws -> String? {
    let details = try run("show", "\(check)", "--format", "json").objects.first
    return (details?["check"] as? [String: Any])?["state"] as? String
  }

  /// What persons did to a check in review: who, and with what note.
  func acts(on check: Int) throws -> [[String]] {
    try run("history", "\(check)", "--format", "json").objects
      .filter { $0["from"] as? String == "review" }
      .map { [$0["actor"] as? String ?? "", $0["note"] as? String ?? ""] }
  }
}

/// An object of `review list`.
struct ListedReview {
  var id: Int
  var cents: Int
  var account: String
  var fields: [String: String]

  init(_ object: [String: Any]) throws {
    id = try #require(object["id"] as? Int)
    cents = try #require(object["amount"] as? Int)
    account = try #require(object["account"] as? String)
    fields = try #require(object["fields"] as? [String: String])
    try #require(object["bankingDay"] is String)
    try #require(object["ageSeconds"] is Int)
  }
}
