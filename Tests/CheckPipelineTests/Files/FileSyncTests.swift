import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct FileSyncTests {
  @Test func aFileThatFailsIsToldToItsCallerAlone() async throws {
    let bench = try Bench()
    let folder = "\(bench.root)/files"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/taken/inside", withIntermediateDirectories: true)
    let sync = FileSync()
    // Dozens of callers at once, of whom every fourth wants the name of a folder that is not empty.
    let failed = try await withThrowingTaskGroup(of: Int?.self) { group in
      for number in 0..<80 {
        let temporary = try bench.file("\(number).tmp", [UInt8(number)])
        let name = number % 4 == 0 ? "taken" : "\(number)"
        group.addTask {
          do throws(LocalFile.Failure) {
            try await sync.makeDurable([.init(temporary: temporary, path: "\(folder)/\(name)")])
            return nil
          } catch {
            return number
          }
        }
      }
      return try await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
    }
    #expect(failed == Set(stride(from: 0, to: 80, by: 4)))
    for number in 0..<80 where number % 4 != 0 {
      #expect(try LocalFile.read("\(folder)/\(number)", limit: 1) == [UInt8(number)])
    }
    #expect(bench.names(in: bench.root) == ["files"])
  }

  @Test func oneFileThatFailsFailsItsWholeBatch() async throws {
    let bench = try Bench()
    let sync = FileSync()
    let good = FileSync.File(
      temporary: try bench.file("good.tmp", [1]), path: "\(bench.root)/good")
    let gone = FileSync.File(temporary: "\(bench.root)/gone.tmp", path: "\(bench.root)/gone")
    await #expect(throws: LocalFile.Failure.self) { try await sync.makeDurable([good, gone]) }
    #expect(bench.names(in: bench.root) == [])
    await #expect(throws: LocalFile.Failure.self) {
      try await sync.makeDurable([.init(temporary: nil, path: "\(bench.root)/nowhere/file")])
    }
  }
}
