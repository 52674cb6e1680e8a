@testable import CheckActions
import Foundation
import MICR
import Testing

@Suite struct RoutingDirectoryTests {
  private func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

  @Test func findsEachRecordAndNoOther() throws {
    for count in [1, 2, 3, 1000] {
      let lines = Directories.lines(count)
      let directory = try #require(RoutingDirectory(version: 7, normalised: bytes(lines)))
      #expect(directory.version == 7)
      #expect(directory.count == count)
      for (index, line) in lines.enumerated() {
        let number = String(line.prefix(9))
        let record = directory[number]
        #expect(record?.routingNumber == number)
        #expect(record?.name.hasPrefix("BANK \(index) OF ") == true)
        #expect(directory[String(Int(number)! + 1)] == nil)
      }
      for absent in ["", "0", "000000000", "999999999", "01190123X", "0000000000119"] {
        #expect(directory[absent] == nil)
      }
    }
  }

  @Test func takesOnlyWhatIsNormalised() {
    let lines = Directories.lines(3)
    let good = bytes(lines)
    #expect(RoutingDirectory(version: 1, normalised: good) != nil)
    let damaged: [[UInt8]] = [
      [], Array(good.dropLast()), good + [10], bytes(lines.reversed()),
      bytes([lines[0], lines[0]]), good.map { $0 == 10 ? 13 : $0 },
      Array("X".utf8) + good.dropFirst(), [UInt8](repeating: 0, count: 156),
    ]
    for bytes in damaged { #expect(RoutingDirectory(version: 1, normalised: bytes) == nil) }
  }

  @Test(arguments: [
    "routing-+20.txt", "routing-0030.txt", "routing--7.txt", "routing-.txt", "routing-x.txt",
    "routing-40.txt.7", "routing-99999999999999999999.txt", "xrouting-50.txt", "routing-0.txt",
  ])
  func passesOverOtherNames(name: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("routing-3.txt", text: "")
    _ = try scratch.file("routing-10.txt", text: "")
    _ = try scratch.file(name, text: "")
    #expect(RoutingDirectory.versions(in: scratch.path).sorted() == [3, 10])
    #expect(RoutingDirectory.versions(in: scratch.path + "/absent") == [])
  }

  @Test func saysWhichVersionCannotBeUsed() throws {
    let scratch = try Scratch()
    _ = try scratch.file("routing-2.txt", text: "garbage")
    func failure(_ version: Int) -> ActionFailure? {
      #expect(throws: ActionFailure.self) {
        _ = try RoutingDirectory.read(version: version, in: scratch.path)
      }
    }
    #expect(
      failure(1)
        == .reference(
          folder: scratch.path, version: 1, reason: "No such file or directory (open)"))
    let text = try #require(failure(2)).description
    for part in ["version 2", scratch.path, "ascending", "checkctl reference import"] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func anEditionIsReadOnlyWithItsOwnContent() throws {
    let scratch = try Scratch()
    let text = SyntheticDirectory.text
    let changed = text.replacing("HARBOR", with: "FORGED")
    _ = try scratch.file("routing-2.txt", text: text)
    let edition = Directories.edition(2)
    #expect(try RoutingDirectory.read(edition, in: scratch.path).edition == edition)
    _ = try scratch.file("routing-2.txt", text: changed)
    let error = #expect(throws: ActionFailure.self) {
      _ = try RoutingDirectory.read(edition, in: scratch.path)
    }
    for part in ["version 2", scratch.path, edition.checksum, "checkctl reference import"] {
      #expect(error?.description.contains(part) == true, "\(part)")
    }
    #expect(
      try RoutingDirectory.read(version: 2, in: scratch.path).edition
        == Directories.edition(2, changed))
  }

  @Test func theMadeUpDirectoryIsWellFormed() throws {
    let text = Array(SyntheticDirectory.text.utf8)
    let directory = try #require(RoutingDirectory(version: 1, normalised: text))
    #expect(directory.count == SyntheticDirectory.routingNumbers.count)
    for line in text.split(separator: 10) { _ = try RoutingRecord(line: line) }
    for number in SyntheticDirectory.routingNumbers {
      #expect(RoutingNumber.isWellFormed(number))
      #expect(directory[number]?.name.isEmpty == false)
    }
  }
}
