import CheckActions
import Testing

@Suite struct DepositStatementTests {
  private func invalid(
    account: String = "1", amount: Int = 1, email: String? = nil, memo: String? = nil
  ) -> DepositStatement.Invalid? {
    do {
      _ = try DepositStatement(account: account, amount: Cents(amount), email: email, memo: memo)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["1", "-", "AZaz09-", String(repeating: "9", count: 34)])
  func takesAccounts(account: String) {
    #expect(invalid(account: account) == nil)
  }

  @Test(arguments: [
    "", " ", "1 2", "1/2", "1^2", "a@b", "[", "`", "{", "1\u{0}", "é", "１", "../1", "1\n",
    String(repeating: "9", count: 35),
  ])
  func refusesAccounts(account: String) {
    #expect(invalid(account: account) == .account(account))
  }

  @Test func takesAmountsFromACentToTheLargestItem() {
    #expect(invalid(amount: 1) == nil)
    #expect(invalid(amount: 9_999_999_999) == nil)
    for amount in [0, -1, Int.min, 10_000_000_000, Int.max] {
      #expect(invalid(amount: amount) == .amount(Cents(amount)))
    }
  }

  @Test(arguments: ["a@b", "dana@example.com", String(repeating: "a", count: 252) + "@b"])
  func takesAddresses(email: String) {
    #expect(invalid(email: email) == nil)
  }

  @Test(arguments: [
    "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b\n", "a@\u{0}b", "a@b\u{7F}", "a\t@b",
    String(repeating: "a", count: 253) + "@b",
  ])
  func refusesAddresses(email: String) {
    #expect(invalid(email: email) == .email(email))
  }

  @Test func boundsTheMemo() {
    #expect(invalid(memo: String(repeating: "m", count: 200)) == nil)
    #expect(invalid(memo: String(repeating: "m", count: 201)) == .memo(count: 201))
  }

  @Test func boundsAMemoOfOneVeryLongLetter() {
    let letter = "e" + String(repeating: "\u{301}", count: 200)
    #expect(letter.count == 1)
    #expect(invalid(memo: letter) == .memo(count: 201))
  }
}
