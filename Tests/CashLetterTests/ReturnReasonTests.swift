import CashLetter
import Testing

@Suite struct ReturnReasonTests {
  @Test func codesMeanWhatTheirKindOfReturnSays() {
    #expect(ReturnReason(code: "I")?.meaning == "endorsement missing")
    #expect(ReturnReason(code: "I", isAdministrative: true)?.meaning == "image missing")
    #expect(ReturnReason(code: "V") == nil)
    #expect(ReturnReason(code: "V", isAdministrative: true) != nil)
    #expect(ReturnReason(code: "Y", isAdministrative: true)?.isAdministrative == false)
    #expect(ReturnReason(code: "nonsense") == nil)
  }

  @Test func onlyWantOfFundsIsPresentedAgain() {
    #expect(ReturnReason.all.filter(\.mayPresentAgain).map(\.code) == ["A", "B"])
    #expect(ReturnReason.all.allSatisfy { $0.code.count == 1 && !$0.meaning.isEmpty })
    #expect(Set(ReturnReason.all).count == ReturnReason.all.count)
  }
}
