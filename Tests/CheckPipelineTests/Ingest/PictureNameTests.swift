import CheckActions
import Testing

@testable import CheckPipeline

@Suite struct PictureNameTests {
  @Test func saysWhatIsDeposited() throws {
    let statement = try PictureName.statement(
      of: "dana@example.com^4400112233^1,250.00^1497458268.png")
    #expect(
      statement
        == (try DepositStatement(
          account: "4400112233", amount: Cents(125_000), email: "dana@example.com")))
    #expect(try PictureName.statement(of: "^1^5^.JPG").email == nil)
  }

  @Test(arguments: [
    ("check.png", IngestProblem.Reason.notNamed), ("a@b^1^5.png", .notNamed),
    ("a@b^1^5^1^2.png", .notNamed), ("a@b^1^five^1.png", .amount("five")),
    ("a@b^1^-5^1.png", .amount("-5")), ("a@b^1^^1.png", .amount("")),
    ("a@b^1^0^1.png", .statement(.amount(Cents(0)))),
    ("a@b^^5^1.png", .statement(.account(""))), ("ab^1^5^1.png", .statement(.email("ab"))),
    ("a@b^..^5^1.png", .statement(.account(".."))), ("^^^.png", .amount("")), ("^", .notNamed),
  ])
  func refusesOtherNames(name: String, reason: IngestProblem.Reason) {
    #expect(throws: reason) { try PictureName.statement(of: name) }
  }

  @Test func tellsPicturesFromOtherFiles() {
    for name in ["a.png", "a.PNG", "a.jpg", "a.JpEg", "a@b^1^2^3.tif", ".png.jpg"] {
      #expect(PictureName.isPicture(name), "\(name)")
    }
    for name in ["manifest.csv", "a.txt", "png", "a.png.txt", "", ".png", "README.md"] {
      #expect(!PictureName.isPicture(name), "\(name)")
    }
  }
}
