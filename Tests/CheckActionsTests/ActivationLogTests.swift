import CheckActions
import Testing

@Suite struct ActivationLogTests {
  @Test func keepsLinesInOrder() {
    var log = ActivationLog()
    log.write("one")
    log.write("two")
    #expect(log.lines == ["one", "two"])
  }

  @Test func keepsNoMoreThanItsLimitAndSaysSoOnce() {
    var log = ActivationLog()
    for _ in 0..<100_000 { log.write("0123456789") }
    let bytes = log.lines.dropLast().reduce(0) { $0 + $1.utf8.count }
    #expect(bytes <= ActivationLog.limit)
    #expect(bytes > ActivationLog.limit - 2000)
    #expect(log.lines.last == "(more was logged than is kept)")
    #expect(log.lines.filter { $0.hasPrefix("(more") }.count == 1)
  }

  @Test func leavesOutALineLargerThanTheLimit() {
    var log = ActivationLog()
    log.write(String(repeating: "x", count: ActivationLog.limit + 1))
    log.write("after")
    #expect(log.lines == ["(more was logged than is kept)"])
  }

  @Test func boundsEmptyLinesToo() {
    var log = ActivationLog()
    for _ in 0..<100_000 { log.write("") }
    #expect(log.lines.count <= ActivationLog.limit + 2)
  }
}
