import Foundation

/// The templates of one container: the user's where there is one, else the one that is built in.
///
/// A parsed template is kept until its file has another size or time.
struct TemplateShelf {
  /// The most bytes of a template: what nests deeply needs a deep stack.
  static let limit = 8192

  private struct Stamp: Equatable {
    var size: Int
    var changed: Date
  }

  private let folder: String?
  private var kept: [NoticeState: (stamp: Stamp?, template: MailTemplate)] = [:]

  init(folder: String?) { self.folder = folder }

  /// The template for a state, and whether it had to be parsed.
  mutating func template(
    for state: NoticeState
  ) throws(ActionFailure) -> (template: MailTemplate, isNew: Bool) {
    let file = folder.map { "\($0)/\(state.rawValue).mustache" }
    let stamp = try file.flatMap(Self.stamp)
    if let kept = kept[state], kept.stamp == stamp { return (kept.template, false) }
    let template: MailTemplate
    if let file, stamp != nil {
      template = try Self.read(file)
    } else {
      template = try Self.parse(state.builtInTemplate, file: "\(state.rawValue).mustache")
    }
    kept[state] = (stamp, template)
    return (template, true)
  }

  private static func stamp(_ file: String) throws(ActionFailure) -> Stamp? {
    let target = (file as NSString).resolvingSymlinksInPath
    do {
      let status = try FileManager.default.attributesOfItem(atPath: target)
      return Stamp(
        size: status[.size] as? Int ?? -1,
        changed: status[.modificationDate] as? Date ?? .distantPast)
    } catch CocoaError.fileReadNoSuchFile {
      return nil
    } catch {
      throw .unreadable(file: file, reason: error.localizedDescription)
    }
  }

  private static func read(_ file: String) throws(ActionFailure) -> MailTemplate {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file, limit: limit)
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .template(file: file, reason: "it is not UTF-8")
    }
    return try parse(text, file: file)
  }

  private static func parse(_ text: String, file: String) throws(ActionFailure) -> MailTemplate {
    do throws(MailTemplate.Invalid) {
      return try MailTemplate(PlainText.lines(text))
    } catch {
      throw .template(file: file, reason: error.description)
    }
  }
}
