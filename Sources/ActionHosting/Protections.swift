/// What keeps a container from harm to others; how much of it holds depends on the system.
public struct Protections: OptionSet, Codable, Sendable, Hashable {
  /// One bit for each.
  public let rawValue: Int

  /// Takes the bits; those of no protection mean nothing.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Address space, file size, open files and processes are limited.
  public static let resources = Protections(rawValue: 1)
  /// It has no privilege and can gain none.
  public static let privileges = Protections(rawValue: 2)
  /// It can use the files that it needs and no others (Landlock).
  public static let files = Protections(rawValue: 4)
  /// It can make no process, no socket, and no code (seccomp).
  public static let calls = Protections(rawValue: 8)
  /// It ends with its host.
  public static let endsWithHost = Protections(rawValue: 16)

  /// All of them.
  public static let all: Protections = [.resources, .privileges, .files, .calls, .endsWithHost]

  /// What each is called, in the order of their bits.
  private static let names: [(Protections, String)] = [
    (.resources, "limits on resources"), (.privileges, "no privileges"),
    (.files, "no files but its own"), (.calls, "no network and no further processes"),
    (.endsWithHost, "ends with its host"),
  ]

  /// Them in words, in the order of their bits.
  public var inWords: [String] {
    Self.names.filter { contains($0.0) }.map(\.1)
  }
}
