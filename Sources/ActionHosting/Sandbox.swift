import CSandbox
import Foundation

/// Confines the calling process for good.
enum Sandbox {
  /// What libraries read of the system: time zones.
  private static let systemPlaces = ["/usr/share/zoneinfo", "/etc/localtime"]

  /// Enters the sandbox that an order asks for, and tells what of it this system enforces.
  ///
  /// - Precondition: no thread was made yet, since one that is there stays outside.
  static func enter(_ order: ContainerOrder) -> Protections {
    umask(0o077)
    check_go_first_when_memory_is_short()
    var protections: Protections = []
    func note(_ protection: Protections, _ isEnforced: Bool) {
      if isEnforced { protections.insert(protection) }
    }
    let limits = order.limits
    note(
      .resources,
      check_limit_resources(
        UInt64(limits.addressSpaceBytes), UInt64(limits.fileBytes), UInt64(limits.descriptors))
        != 0)
    note(.privileges, check_drop_privileges() != 0)
    note(.endsWithHost, check_die_with(order.host) != 0)
    note(.files, limitFiles(order))
    // The last: what comes before needs calls that it shuts off.
    note(.calls, check_limit_calls() != 0)
    return protections
  }

  private static func limitFiles(_ order: ContainerOrder) -> Bool {
    let folders = check_folders_begin()
    guard folders >= 0 else { return false }
    for place in systemPlaces + order.readableFolders { check_folders_allow(folders, place, 0) }
    check_folders_allow(folders, order.environment.scratchFolder, 1)
    return check_folders_enforce(folders) != 0
  }
}
