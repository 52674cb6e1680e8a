@testable import CheckActions
import Foundation
import MICR
import Testing

@Suite struct RoutingDirectoryTests {
  /// A record, laid out by column numbers from 1.
  private func record(
    _ number: String, type: String = "1", new: String = "000000000", name: String = "A BANK",
    city: String = "A TOWN", state: String = "ME"
  ) -> String {
    var line = [Character](repeating: " ", count: 155)
    func put(_ text: String, at column: Int) {
      for (offset, character) in text.enumerated() { line[column - 1 + offset] = character }
    }
    put(number, at: 1)
    put(type, at: 20)
    put(new, at: 27)
    put(name, at: 36)
    put(city, at: 108)
    put(state, at: 128)
    return String(line)
  }

  @Test func readsTheColumns() {
    let directory = RoutingDirectory(
      version: 7,
      text: record("011901232", name: "HARBOR", city: "PORTLAND", state: "ME") + "\n"
        + record("021904561", type: "2", new: "031907890", name: "GONE BANK") + "\r\n")
    #expect(directory.version == 7)
    #expect(directory.count == 2)
    #expect(
      directory["011901232"]
        == Institution(name: "HARBOR", city: "PORTLAND", state: "ME", newRoutingNumber: nil))
    #expect(directory["021904561"]?.newRoutingNumber == "031907890")
    #expect(directory["021904561"]?.name == "GONE BANK")
    #expect(directory["000000000"] == nil)
  }

  @Test func passesOverWhatIsNoRecord() {
    let directory = RoutingDirectory(
      version: 1,
      text: [
        "", "garbage", "12345678X" + String(repeating: " ", count: 146),
        "011901232 too short", String(record("021904561").prefix(128)), record("031907890"),
        String(repeating: "\u{0}", count: 155),
      ].joined(separator: "\n"))
    #expect(directory.count == 1)
    #expect(directory["031907890"] != nil)
  }

  @Test func takesALineOf129Bytes() {
    let text = String(record("031907890", state: "PA").prefix(129))
    #expect(RoutingDirectory(version: 1, text: text)["031907890"]?.state == "PA")
  }

  @Test func readsTheHighestVersion() throws {
    let scratch = try Scratch()
    _ = try scratch.file("routing-2.txt", text: record("011901232", name: "TWO"))
    _ = try scratch.file("routing-10.txt", text: record("011901232", name: "TEN"))
    _ = try scratch.file("routing-9.txt", text: record("011901232", name: "NINE"))
    let directory = try RoutingDirectory.newest(in: scratch.path)
    #expect(directory.version == 10)
    #expect(directory["011901232"]?.name == "TEN")
  }

  @Test(arguments: [
    "routing-+20.txt", "routing-0030.txt", "routing--7.txt", "routing-.txt", "routing-x.txt",
    "routing-40.txt.7", "routing-99999999999999999999.txt", "xrouting-50.txt",
  ])
  func passesOverOtherNames(name: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("routing-3.txt", text: record("011901232"))
    _ = try scratch.file(name, text: "")
    #expect(try RoutingDirectory.newest(in: scratch.path).version == 3)
  }

  @Test func saysThatTheFolderHasNone() throws {
    let scratch = try Scratch()
    for folder in [scratch.path, scratch.path + "/absent"] {
      #expect(throws: ActionFailure.reference(folder: folder, neededVersion: 1)) {
        _ = try RoutingDirectory.newest(in: folder)
      }
    }
  }

  @Test func saysThatTheNewestCannotBeRead() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/routing-4.txt"
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    #expect(throws: ActionFailure.unreadable(file: file, reason: "not a regular file")) {
      _ = try RoutingDirectory.newest(in: scratch.path)
    }
  }

  @Test func theMadeUpDirectoryIsWellFormed() {
    let directory = RoutingDirectory(version: 1, text: SyntheticDirectory.text)
    #expect(directory.count == SyntheticDirectory.routingNumbers.count)
    for line in SyntheticDirectory.text.split(separator: "\n") { #expect(line.utf8.count == 155) }
    for number in SyntheticDirectory.routingNumbers {
      #expect(RoutingNumber.isWellFormed(number))
      #expect(directory[number]?.name.isEmpty == false)
    }
  }
}
