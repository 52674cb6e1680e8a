import Foundation

extension BankPolicy {
  /// The JSON Schema (draft 2020-12) of a policy's file: every member with what it is, its type and
  /// its range, made from the policy itself.
  ///
  /// What spans several members, such as a day's limit below an item's, ``problems`` finds.
  public static var schema: String {
    get throws {
      var schema = try PolicySchema.of(BankPolicy().object, at: "")
      schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
      schema["title"] = "What a bank decides by"
      return String(
        decoding: try JSONSerialization.data(
          withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]),
        as: UTF8.self)
    }
  }
}

/// Makes the schema of a policy's file from a policy, and from what is known of its members.
enum PolicySchema {
  struct Missing: Error { var path: String }

  /// The schema of a member.
  static func of(_ value: Any, at path: String) throws -> [String: Any] {
    let member = path.isEmpty ? nil : PolicyMember.all.first { $0.covers(path) }
    if !path.isEmpty, member == nil { throw Missing(path: path) }
    var schema = try type(of: value, at: path, member?.values ?? .any)
    if let member { schema["description"] = member.title }
    return schema
  }

  private static func type(
    of value: Any, at path: String, _ values: PolicyMember.Values
  ) throws -> [String: Any] {
    switch values {
    case .count(let least, let most):
      return ["type": "integer", "minimum": least, "maximum": most]
    case .choice(let texts): return ["enum": texts]
    case .form(let form): return ["type": "string", "pattern": form]
    case .limit: return ["type": ["number", "null"], "minimum": 0]
    case .optional(let other):
      return ["oneOf": [["type": "null"], ["$ref": "#/\(other)"]]]
    case .any, .elements: break
    }
    switch value {
    case let object as [String: Any]:
      let members = try object.reduce(into: [String: Any]()) { members, member in
        members[member.key] = try of(
          member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)")
      }
      // Names by account: any may be there.
      guard !members.isEmpty else {
        return ["type": "object", "additionalProperties": ["type": "string"]]
      }
      return [
        "type": "object", "properties": members, "required": members.keys.sorted(),
        "additionalProperties": false,
      ]
    case let list as [Any]:
      let items = try list.first.map { try of($0, at: "\(path)[]") } ?? [:]
      guard case .elements(let least) = values else { return ["type": "array", "items": items] }
      return ["type": "array", "items": items, "minItems": least]
    case is String: return ["type": "string"]
    default: return ["type": "boolean"]
    }
  }
}
