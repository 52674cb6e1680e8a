import Drawing

/// Names for random designs; none of these people, companies and banks is meant to exist.
enum FictionalNames {
  static let firstNames = [
    "Ada", "Bruno", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Keiko",
    "Liam", "Mira", "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Samir", "Tessa", "Uma", "Viktor",
    "Wren", "Yusuf", "Zoe",
  ]
  static let lastNames = [
    "Applegarth", "Birchwood", "Castellane", "Dunmore", "Everhart", "Fennimore", "Goldwater",
    "Hartsfield", "Ingleby", "Jessamine", "Kestrel", "Lockhart", "Merriweather", "Northcote",
    "Oakhurst", "Pemberly", "Quillfeather", "Ravenscroft", "Silverton", "Thistledown",
  ]
  static let companies = [
    "Amber Anvil Foundry", "Blue Kettle Catering", "Copper Finch Plumbing", "Driftwood Marine",
    "Elm & Ivy Interiors", "Foxglove Pharmacy", "Granite Gate Builders", "Honeycomb Bakery",
    "Indigo Print Works", "Juniper Dental Care", "Lantern Books", "Maple Fork Utilities",
    "Nine Pines Property", "Orchard Row Grocers", "Paper Moon Theater",
  ]
  static let banks = [
    "Lantern Hill Savings Bank", "Bank of Mill Pond", "Cedar & Stone Trust",
    "Tidewater Example Bank",
    "Three Rivers Sample Bank", "Old Orchard Credit Union",
  ]
  static let streets = [
    "Example Street", "Sample Avenue", "Placeholder Lane", "Specimen Road", "Template Court",
  ]
  static let towns = ["Springvale, ZZ 00000", "Mill Pond, ZZ 00001", "Old Orchard, ZZ 00002"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let memos = ["Rent", "Invoice", "Books", "Repairs", "Groceries", "Lessons", "Deposit", ""]

  static let papers: [InkColor] = [
    InkColor(232, 240, 248), InkColor(234, 244, 234), InkColor(248, 242, 226),
    InkColor(244, 236, 244), InkColor(240, 240, 236),
  ]
  static let accents: [InkColor] = [
    InkColor(30, 60, 110), InkColor(24, 84, 60), InkColor(112, 36, 44), InkColor(70, 50, 110),
    InkColor(60, 60, 66),
  ]
}
