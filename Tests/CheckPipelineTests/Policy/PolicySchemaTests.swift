import Foundation
import Testing

@testable import CheckPipeline

@Suite struct PolicySchemaTests {
  private func schema() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(BankPolicy.schema.utf8))
    return try #require(object as? [String: Any])
  }

  private func member(_ path: String) throws -> [String: Any] {
    try path.split(separator: ".").reduce(schema()) { schema, name in
      let members = try #require(schema["properties"] as? [String: Any])
      return try #require(members[String(name)] as? [String: Any], "\(path)")
    }
  }

  @Test func everyMemberIsDescribedAndNoOtherIsTaken() throws {
    func check(_ schema: [String: Any], _ value: Any, _ path: String) throws {
      if !path.isEmpty { #expect(schema["description"] is String, "\(path)") }
      guard let object = value as? [String: Any], !object.isEmpty,
        let members = schema["properties"] as? [String: Any]
      else { return }
      #expect(schema["additionalProperties"] as? Bool == false, "\(path)")
      #expect(schema["required"] as? [String] == object.keys.sorted(), "\(path)")
      #expect(Set(members.keys) == Set(object.keys), "\(path)")
      for (name, value) in object {
        try check(#require(members[name] as? [String: Any]), value, "\(path).\(name)")
      }
    }
    try check(schema(), BankPolicy().object, "")
  }

  @Test func typesAndRangesAreThoseOfThePolicy() throws {
    let limit = try member("deposits.itemLimit")
    #expect(limit["type"] as? String == "integer")
    #expect(limit["minimum"] as? Int == 1)
    #expect(limit["maximum"] as? Int == 9_999_999_999)
    #expect(try member("deposits.dayLimit")["maximum"] as? Int == 99_999_999_999_999)
    #expect(try member("availability.amounts")["minItems"] as? Int == 1)
    #expect(try member("availability.wholeNextDay")["minItems"] == nil)
    let verdict = try member("deposits.verdicts.blank")
    #expect(verdict["enum"] as? [String] == ["accept", "review", "reject"])
    #expect(try member("letters.makesRearSides")["type"] as? String == "boolean")
    let focus = try member("quality.focus.reviewBelow")
    #expect(focus["type"] as? [String] == ["number", "null"])
    let names = try member("letters.depositorNames")
    #expect((names["additionalProperties"] as? [String: String]) == ["type": "string"])
    let days = try member("availability.cutOffMinute")
    #expect(days["maximum"] as? Int == 1440)
  }

  @Test func noMemberIsKnownThatNoPolicyHas() throws {
    func paths(_ value: Any, _ path: String) -> Set<String> {
      switch value {
      case let object as [String: Any]:
        object.reduce([path]) {
          $0.union(paths($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)"))
        }
      case let list as [Any]:
        list.prefix(1).reduce([path]) { $0.union(paths($1, "\(path)[]")) }
      default: [path]
      }
    }
    let there = try paths(BankPolicy().object, "")
    for member in PolicyMember.all {
      #expect(there.contains { member.covers($0) }, "\(member.path)")
    }
  }
}
