import CheckActions

/// Takes mails to where they are read.
///
/// A mail may come a second time, when its worker died before it wrote down that it was delivered;
/// its Message-ID is the same then.
public protocol MailTransport: Sendable {
  /// Delivers a mail; returns when it cannot be lost any more.
  ///
  /// - Throws: why it cannot be delivered at this moment; it is tried again later, and after the
  ///   last attempt its message is kept with this error, which should not name the address.
  func deliver(_ mail: Mail) async throws
}

extension Parts {
  /// Delivers the mail that a response holds, where it holds one.
  func deliver(_ response: ActionResponse) async throws {
    guard case .notify(.mail(let mail)) = response else { return }
    try await transport.deliver(mail)
  }
}
