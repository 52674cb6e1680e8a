import Foundation

/// An institution of the routing directory.
public struct Institution: Sendable, Hashable {
  /// The customer name.
  public var name: String
  /// The city.
  public var city: String
  /// The state, as two letters.
  public var state: String
  /// The number that took this one's place, where the record says so (record type 2).
  public var newRoutingNumber: String?
}

/// The institutions that routing numbers stand for, in one version.
///
/// The files have the layout of the FedACH directory: 155 characters a line, routing number 1-9,
/// record type 20, new routing number 27-35, customer name 36-71, city 108-127, state 128-129
/// (source: the FedACH participant directory's format description by the Federal Reserve Banks).
public struct RoutingDirectory: Sendable {
  /// Goes up with each directory that is imported.
  public let version: Int
  private let institutions: [String: Institution]

  /// The number of routing numbers.
  public var count: Int { institutions.count }

  /// The institution of a routing number.
  public subscript(routingNumber: String) -> Institution? { institutions[routingNumber] }

  /// Reads a directory's text; lines that are no records are passed over.
  public init(version: Int, text: String) {
    self.version = version
    var institutions: [String: Institution] = [:]
    for line in text.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      guard let (number, institution) = Self.record(Array(line)) else { continue }
      institutions[number] = institution
    }
    self.institutions = institutions
  }

  /// The file of a version in a folder of directories.
  public static func file(version: Int, in folder: String) -> String {
    "\(folder)/routing-\(version).txt"
  }

  /// Reads the directory with the highest version in a folder.
  ///
  /// - Throws: ``ActionFailure`` when there is none or it cannot be read.
  public static func newest(in folder: String) throws(ActionFailure) -> RoutingDirectory {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let versions = names.compactMap { name -> Int? in
      guard let version = Int(name.dropFirst(8).dropLast(4)), version > 0 else { return nil }
      return file(version: version, in: folder) == "\(folder)/\(name)" ? version : nil
    }
    guard let version = versions.max() else {
      throw .reference(folder: folder, neededVersion: 1)
    }
    let path = file(version: version, in: folder)
    do {
      let bytes = try LocalFile.read(path, limit: 64 << 20)
      return RoutingDirectory(version: version, text: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .unreadable(file: path, reason: error.description)
    }
  }

  private static func record(_ line: [UInt8]) -> (String, Institution)? {
    guard line.count >= 129, line[0..<9].allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    func text(_ first: Int, _ last: Int) -> String {
      String(decoding: line[(first - 1)..<last], as: UTF8.self)
        .trimmingCharacters(in: .whitespaces)
    }
    return (
      text(1, 9),
      Institution(
        name: text(36, 71), city: text(108, 127), state: text(128, 129),
        newRoutingNumber: text(20, 20) == "2" ? text(27, 35) : nil)
    )
  }
}
