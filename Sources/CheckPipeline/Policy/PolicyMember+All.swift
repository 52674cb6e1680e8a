import CashLetter
import CheckActions

extension PolicyMember {
  private static let cents = Values.count(0, BankPolicy.largestSum.value)
  private static let days = Values.count(1, 60)
  private static let routing = Values.form("^[0-9]{9}$")

  /// Every member of a policy.
  static let all: [PolicyMember] =
    ofDeposits + ofQuality + ofAvailability + ofLetters + ofProfile + ofRetention

  private static let ofDeposits = [
    PolicyMember(path: "deposits", title: "Limits for deposits, and what each reason leads to."),
    PolicyMember(
      path: "deposits.itemLimit", title: "The largest check without review, in cents.",
      values: .count(1, Cents.largestItem.value)),
    PolicyMember(
      path: "deposits.dayLimit",
      title: "The largest sum of an account and day (UTC) without review, in cents.",
      values: .count(1, BankPolicy.largestSum.value)),
    PolicyMember(
      path: "deposits.similarWithinDays",
      title: "How many days a check without serial number is compared with others of its payor.",
      values: .count(0, 3650)),
    PolicyMember(path: "deposits.verdicts", title: "What each reason leads to."),
    PolicyMember(
      path: "deposits.verdicts.*", title: "What this reason leads to.",
      values: .choice(["accept", "review", "reject"])),
  ]

  private static let ofQuality = [
    PolicyMember(path: "quality", title: "How good pictures have to be, by what is measured."),
    PolicyMember(path: "quality.*", title: "The limits of this measure."),
    PolicyMember(
      path: "quality.*.*", title: "Beyond this it is reviewed or rejected; null for no limit.",
      values: .limit),
  ]

  private static let ofAvailability = [
    PolicyMember(path: "availability", title: "When depositors may draw on their deposits."),
    PolicyMember(
      path: "availability.amounts", title: "The amounts, the earliest first.",
      values: .elements(atLeast: 1)),
    PolicyMember(path: "availability.amounts[]", title: "The amounts that hold from a day on."),
    PolicyMember(
      path: "availability.amounts[].from", title: "The first banking day on which they hold.",
      values: .form("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
    PolicyMember(
      path: "availability.amounts[].nextDay",
      title: "What of a banking day's deposits is available the next business day, in cents.",
      values: cents),
    PolicyMember(
      path: "availability.amounts[].large",
      title: "What exceeds this is a large deposit, in cents.", values: cents),
    PolicyMember(
      path: "availability.ordinaryDays",
      title: "Business days until the rest of a deposit is available.", values: days),
    PolicyMember(
      path: "availability.exceptionDays",
      title: "Business days until what makes a deposit large is available.", values: days),
    PolicyMember(
      path: "availability.newAccountDays",
      title: "Business days until a new account's deposits are available.", values: days),
    PolicyMember(
      path: "availability.newAccountAge", title: "For how many days an account is new.",
      values: .count(0, 3650)),
    PolicyMember(
      path: "availability.wholeNextDay",
      title: "Payor banks whose checks are available as a whole on the next business day."),
    PolicyMember(
      path: "availability.wholeNextDay[]", title: "A routing number.", values: routing),
    PolicyMember(
      path: "availability.cutOffMinute",
      title: "The minute of the day from which a deposit is of the next banking day.",
      values: .count(0, 1440)),
    PolicyMember(
      path: "availability.openingMinute",
      title: "The minute of the day at which what is available becomes so.",
      values: .count(0, 1439)),
    PolicyMember(
      path: "availability.timeZone", title: "The bank's time zone, such as America/New_York."),
  ]

  private static let ofLetters = [
    PolicyMember(path: "letters", title: "Letters and returns."),
    PolicyMember(
      path: "letters.makesRearSides", title: "Whether a rear side is made for a check without one."),
    PolicyMember(
      path: "letters.presentsAgain",
      title: "Whether what comes back for want of funds is presented once more."),
    PolicyMember(
      path: "letters.timeZone", title: "The bank's time zone, such as America/New_York."),
    PolicyMember(
      path: "letters.depositorNames", title: "Names by account, for rear sides that are made."),
  ]

  private static let ofProfile =
    institution("destination", "Whom letters go to.") + institution("origin", "Who sends them.") + [
      PolicyMember(
        path: "letters.profile", title: "Whom letters go to and from, and how that bank wants them."
      ),
      PolicyMember(
        path: "letters.profile.bankOfFirstDeposit",
        title: "The bank of first deposit; null where it is the sender.",
        values: .optional(of: "properties/letters/properties/profile/properties/origin")),
      PolicyMember(
        path: "letters.profile.isTest", title: "Whether files are tests, which no bank settles."),
      PolicyMember(
        path: "letters.profile.contactName", title: "Whom the bank may ask.",
        values: .form("^([A-Za-z0-9][A-Za-z0-9 ]{0,13})?$")),
      PolicyMember(
        path: "letters.profile.contactPhone", title: "Their telephone, or nothing.",
        values: .form("^([0-9]{10})?$")),
      PolicyMember(
        path: "letters.profile.creditAccount", title: "The account that a credit goes to.",
        values: .form("^[0-9/-]{0,20}$")),
      PolicyMember(path: "letters.profile.dialect", title: "What the standard leaves open."),
      PolicyMember(
        path: "letters.profile.dialect.level", title: "The version of the standard.",
        values: .choice(StandardLevel.allCases.map(\.rawValue))),
      PolicyMember(
        path: "letters.profile.dialect.encoding", title: "How characters are coded.",
        values: .choice(LetterEncoding.allCases.map(\.rawValue))),
      PolicyMember(
        path: "letters.profile.dialect.credit", title: "How a deposit's credit is told.",
        values: .choice(LetterDialect.Credit.allCases.map(\.rawValue))),
      PolicyMember(
        path: "letters.profile.dialect.sequence", title: "How sequence numbers fill their fields.",
        values: .choice(LetterDialect.Sequence.allCases.map(\.rawValue))),
      PolicyMember(
        path: "letters.profile.dialect.tellsQuality",
        title: "Whether record 54 tells the quality of each picture."),
      PolicyMember(
        path: "letters.profile.dialect.itemsPerBundle", title: "The most items in a bundle.",
        values: .count(1, 9999)),
      PolicyMember(
        path: "letters.profile.dialect.itemsPerLetter", title: "The most items in a letter.",
        values: .count(1, 99_999_999)),
    ]

  private static func institution(_ name: String, _ title: String) -> [PolicyMember] {
    [
      PolicyMember(path: "letters.profile.\(name)", title: title),
      PolicyMember(
        path: "letters.profile.\(name).routing", title: "Its routing number.", values: routing),
      PolicyMember(
        path: "letters.profile.\(name).name", title: "Its name, as files have it.",
        values: .form("^[A-Za-z0-9 ]*[A-Za-z][A-Za-z0-9 ]*$")),
    ]
  }

  private static let ofRetention = [
    PolicyMember(path: "retention", title: "How long pictures are kept."),
    PolicyMember(
      path: "retention.imageDays",
      title: "Days after the last change of a final check until 'purge' removes its pictures.",
      values: .count(1, 36_500)),
  ]
}
