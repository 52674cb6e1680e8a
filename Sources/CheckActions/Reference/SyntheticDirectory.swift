import MICR

/// A small made-up routing directory, so that samples and tests need no bank's data.
///
/// The institutions do not exist. The numbers have right check digits, and some of them may
/// belong to real banks.
public enum SyntheticDirectory {
  private static let entries: [(firstEight: String, name: String, city: String, state: String)] = [
    ("01190123", "HARBOR LIGHT SAVINGS BANK", "PORTLAND", "ME"),
    ("02190456", "HUDSON FERRY TRUST", "ALBANY", "NY"),
    ("03190789", "CONESTOGA FARMERS BANK", "LANCASTER", "PA"),
    ("04190135", "CUYAHOGA RIVER NATIONAL BANK", "CLEVELAND", "OH"),
    ("05190246", "BLUE RIDGE COMMUNITY BANK", "ROANOKE", "VA"),
    ("06190357", "PEACHTREE TOWN BANK", "MACON", "GA"),
    ("07190468", "PRAIRIE STATE BANK", "PEORIA", "IL"),
    ("08190579", "GATEWAY ARCH TRUST", "ST LOUIS", "MO"),
    ("09190680", "NORTH STAR COOPERATIVE BANK", "DULUTH", "MN"),
    ("10190791", "FLINT HILLS NATIONAL BANK", "EMPORIA", "KS"),
    ("11190802", "LONE MESQUITE BANK", "ABILENE", "TX"),
    ("12190913", "REDWOOD COAST BANK", "EUREKA", "CA"),
    ("21190024", "BERKSHIRE TEACHERS CREDIT UNION", "PITTSFIELD", "MA"),
    ("22190135", "FINGER LAKES CREDIT UNION", "GENEVA", "NY"),
    ("23190246", "BRANDYWINE CREDIT UNION", "CHESTER", "PA"),
    ("24190357", "MAUMEE VALLEY CREDIT UNION", "TOLEDO", "OH"),
    ("25190468", "TIDEWATER CREDIT UNION", "NORFOLK", "VA"),
    ("26190579", "OKEFENOKEE CREDIT UNION", "WAYCROSS", "GA"),
    ("27190680", "GREAT LAKES SAILORS CREDIT UNION", "MUSKEGON", "MI"),
    ("28190791", "OZARK CREDIT UNION", "SPRINGFIELD", "MO"),
    ("29190802", "IRON RANGE CREDIT UNION", "HIBBING", "MN"),
    ("30190913", "SANDHILLS CREDIT UNION", "NORTH PLATTE", "NE"),
    ("31190024", "CADDO CREDIT UNION", "SHREVEPORT", "LA"),
    ("32190135", "COLUMBIA GORGE CREDIT UNION", "HOOD RIVER", "OR"),
  ]

  /// The routing numbers of the made-up institutions.
  public static var routingNumbers: [String] { entries.map { number($0.firstEight) } }

  /// The directory's text, in the layout that ``RoutingRecord`` reads, ascending.
  public static var text: String {
    entries.map {
      line(number($0.firstEight), name: $0.name, city: $0.city, state: $0.state) + "\n"
    }
    .joined()
  }

  /// Lines of any number of other made-up institutions, up to 100,000, ascending.
  package static func lines(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> [String] {
    (0..<count).map { index in
      let firstEight =
        "0" + String(1_000_000 + index * 89 + Int.random(in: 0..<89, using: &generator))
      let place = entries[Int.random(in: 0..<entries.count, using: &generator)]
      return line(
        number(firstEight), name: "BANK \(index) OF \(place.city)", city: place.city,
        state: place.state)
    }
  }

  /// One line, without its end.
  package static func line(
    _ number: String, name: String, city: String, state: String
  ) -> String {
    number + "O" + number + "1" + "010125" + "000000000" + padded(name, 36)
      + padded("1 MAIN STREET", 36) + padded(city, 20) + state + "000000000" + "5550100000" + "11"
      + "     "
  }

  private static func number(_ firstEight: String) -> String {
    firstEight + String(RoutingNumber.checkDigit(of: firstEight.utf8.map { Int($0) - 48 }))
  }

  private static func padded(_ text: String, _ count: Int) -> String {
    text + String(repeating: " ", count: max(0, count - text.count))
  }
}
