import CheckActions
import CheckStore

/// The locks that a transaction has taken on what it counts together.
///
/// The deposits of an account in a day, the checks that are the same item, the next-day amount of a
/// customer: a decision reads them from many rows, and another transaction may be adding to these.
/// So each decision locks the names of what it counts, before it reads any of it. A name stands for
/// a row of the table `locks`, a stripe, which is updated; whoever wants the same stripe waits for the
/// end of the transaction, and sees what it left.
///
/// Nobody waits in a circle, since every transaction locks in this order:
///
/// 1. what it alone decides on: the message of a worker's outcome, or the check of a person's act;
/// 2. stripes, in ascending order, those of customers last: which customer an account has is read
///    under the account's lock;
/// 3. the rows of checks. Where one transaction decides on several, as an import of returns does, it
///    first takes all stripes of all of them.
struct Locks {
  /// A name for what is counted together.
  enum Name: Sendable, Hashable {
    /// The deposits to an account, and whose it is.
    case account(String)
    /// The checks of a payor's account: routing number and account, without leading zeros.
    case payor(String)
    /// The checks with a line.
    case line(String)
    /// The checks with an image, front or rear.
    case image(ImageHash)
    /// The deposits to the accounts of a customer.
    case customer(String)
  }

  /// The stripes of each half of the table; the upper half is of customers.
  private static let half: UInt64 = 256

  /// In ascending order.
  private var stripes: [Int] = []

  /// Locks names, each stripe once.
  @discardableResult
  static func take(_ db: Transaction, _ names: some Sequence<Name>) throws -> Locks {
    var locks = Locks()
    try locks.update(db, Set(names.map(\.stripe)).sorted())
    return locks
  }

  /// Locks further names, as far as they are not locked yet.
  ///
  /// - Throws: ``PipelineError/changedMeanwhile(_:)`` where that would break the order: the names of a
  ///   check have changed since they were locked.
  mutating func add(
    _ db: Transaction, _ names: some Sequence<Name>, of check: CheckID
  ) throws {
    let more = Set(names.map(\.stripe)).subtracting(stripes).sorted()
    if let first = more.first, let last = stripes.last, first < last {
      throw PipelineError.changedMeanwhile(check)
    }
    try update(db, more)
  }

  private mutating func update(_ db: Transaction, _ more: [Int]) throws {
    for stripe in more {
      let changed = try db.run("UPDATE locks SET turns = turns + 1 WHERE stripe = ?", [stripe])
      guard changed == 1 else {
        throw StoreError.unknownValue(column: "stripe", value: "\(stripe)")
      }
    }
    stripes += more
  }
}

extension Locks.Name {
  /// The row that stands for it, and for others as well.
  var stripe: Int {
    let (kind, value, isCustomer) =
      switch self {
      case .account(let number): ("account", number, false)
      case .payor(let payor): ("payor", payor, false)
      case .line(let identity): ("line", identity, false)
      case .image(let hash): ("image", hash.description, false)
      case .customer(let customer): ("customer", customer, true)
      }
    // FNV-1a, which gives the same in every process.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(kind):\(value)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let place = (hash ^ hash >> 32) % Locks.half
    return Int(isCustomer ? Locks.half + place : place)
  }
}

extension Locks.Name {
  /// The images of a check.
  static func images(of check: CheckRecord) -> [Locks.Name] {
    [check.frontHash, check.backHash].compactMap { $0 }.map(Locks.Name.image)
  }

  /// All that is counted in the decision to credit a check, but for its customer.
  static func credit(of check: CheckRecord, _ item: ItemKeys) -> [Locks.Name] {
    [.account(check.statement.account)] + images(of: check) + item.lockNames
  }
}

extension ItemKeys {
  /// The names under which decisions on the same item wait for each other.
  var lockNames: [Locks.Name] {
    keys.union(kept).map { key in
      key.kind == .line ? .line(key.value) : .payor(key.payor)
    }
  }
}
