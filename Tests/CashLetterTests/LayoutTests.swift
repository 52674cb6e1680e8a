import CashLetter
import Testing

@testable import CashLetter

@Suite("Layouts")
struct LayoutTests {
  @Test("fields follow each other without a gap", arguments: RecordType.allCases)
  func coversEveryPosition(type: RecordType) {
    var next = 3
    for field in type.format.fields {
      #expect(field.positions.lowerBound == next, "\(type.title), \(field.name)")
      next = field.positions.upperBound + 1
    }
    let length = [.imageViewData: 101, .creditItem: 100][type] ?? 80
    #expect(type.format.length == length)
  }

  @Test("names of fields are unique in a record", arguments: RecordType.allCases)
  func namesAreUnique(type: RecordType) {
    let names = type.format.fields.map(\.name).filter { $0 != "reserved" }
    #expect(Set(names).count == names.count)
  }

  @Test("a value that does not fit is refused, not cut")
  func overlongValues() throws {
    var detail = CheckDetail()
    detail.amountCents = 12_345_678_901
    #expect(detail.amountCents == nil)
    detail.amountCents = 9_999_999_999
    #expect(detail.amountCents == 9_999_999_999)
    detail.amountCents = nil
    #expect(detail.amountCents == nil)
    var check = try Letters.check(1)
    check.onUs = "123456789012345678901"
    var writer = try CashLetterWriter(profile: Letters.profile(), letter: Letters.facts) { _ in }
    let error = #expect(throws: CashLetterError.self) { try writer.add(check) }
    #expect(error?.description.contains("record 25 (check detail), on-us") == true)
  }

  @Test("days and times are those of the calendar")
  func calendar() {
    for text in ["20240229", "20000229", "19000228", "20261231"] {
      #expect(LetterDate(text)?.description == text)
    }
    for text in ["20230229", "19000229", "20261301", "20260431", "20260100", "2026112", "2026 124"]
    {
      #expect(LetterDate(text) == nil, "\(text)")
    }
    #expect(LetterTime(hour: 24, minute: 0) == nil)
    #expect(LetterTime(hour: 9, minute: 5)?.description == "0905")
  }
}
