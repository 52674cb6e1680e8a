import Foundation
import Testing

@testable import CheckActions

@Suite struct LocalFileTests {
  private func failure(_ path: String, limit: Int = 100, followLinks: Bool = true) -> String? {
    do {
      _ = try LocalFile.read(path, limit: limit, followLinks: followLinks)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func readsUpToTheLimit() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a", text: "0123456789")
    #expect(try LocalFile.read(file, limit: 10) == Array("0123456789".utf8))
    #expect(failure(file, limit: 9) == "10 bytes are more than the limit of 9")
    #expect(try LocalFile.read(try scratch.file("empty", []), limit: 0) == [])
  }

  @Test func refusesWhatIsNoRegularFile() throws {
    let scratch = try Scratch()
    let pipe = scratch.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(failure(pipe) == "not a regular file")
    #expect(failure(scratch.path) == "not a regular file")
    #expect(failure("/dev/zero") == "not a regular file")
    #expect(failure(scratch.path + "/absent") == "No such file or directory (open)")
  }

  @Test func refusesByTheSizeThatAFileSaysItHas() throws {
    let scratch = try Scratch()
    let file = try scratch.file("sparse", [])
    #expect(truncate(file, 5 << 30) == 0)
    #expect(failure(file) == "5368709120 bytes are more than the limit of 100")
  }

  @Test func takesAFileThatChangesMeanwhile() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("a", Array(repeating: 7, count: 1 << 20))
    async let changes: Void = {
      for round in 0..<400 {
        truncate(file, off_t([0, 1, 1 << 20, 3 << 20][round % 4]))
        await Task.yield()
      }
    }()
    for _ in 0..<200 {
      let bytes = try LocalFile.read(file, limit: 3 << 20)
      #expect(bytes.count <= 3 << 20)
      #expect(bytes.allSatisfy { $0 == 7 || $0 == 0 })
    }
    await changes
  }

  @Test func followsLinksOnlyWhereTheyAreAllowed() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a", text: "x")
    let link = scratch.path + "/link"
    #expect(symlink(file, link) == 0)
    #expect(try LocalFile.read(link, limit: 1) == [0x78])
    #expect(failure(link, followLinks: false) == "Too many levels of symbolic links (open)")
  }

  @Test func createsOnlyWhatIsNotThere() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/new"
    try LocalFile.create(file, bytes: [1, 2, 3], sync: true)
    #expect(try LocalFile.read(file, limit: 3) == [1, 2, 3])
    var status = stat()
    #expect(stat(file, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(throws: LocalFile.Failure.self) {
      try LocalFile.create(file, bytes: [], sync: false)
    }
    #expect(try LocalFile.read(file, limit: 3) == [1, 2, 3])
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b"), ("a/b", "a"), ("a", "."), ("data", "."), ("a/", "."), ("/a", "/"),
    ("/a//", "/"), ("a//b/", "a"), ("/", "/"), ("//", "/"), ("", "."), ("../x", ".."), ("ü", "."),
    ("/é/x", "/é"),
  ])
  func knowsTheFolderThatAPathLiesIn(path: String, folder: String) {
    #expect(LocalFile.folder(of: path) == folder, "\(path)")
  }
}
