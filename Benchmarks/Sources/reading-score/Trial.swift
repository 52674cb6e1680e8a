import BenchmarkOutput
import CheckImaging
import Foundation
import MICR

/// What the reader made of one picture, and how long it took.
struct Trial: Sendable {
  var label: LabelledPicture
  var reading: MICRReading
  /// The processor's time, so that other work on the machine does not count.
  var time: Duration

  init(_ label: LabelledPicture, image: GrayImage, reader: MICRReader) {
    self.label = label
    let start = Self.processorTime
    reading = reader.read(image)
    time = Self.processorTime - start
  }

  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }

  var line: String { reading.line.filter { $0 != " " } }
  var isExact: Bool { label.line.map { $0 == line } ?? (reading.status != .sure) }
  var isSure: Bool { reading.status == .sure }
  var isSureButWrong: Bool { isSure && !isExact }
  /// `nil` where no routing number stands on the line.
  var hasRouting: Bool? { label.routing.map { $0 == reading.fields?.routing } }

  /// Prints what was wrong or doubtful.
  func tell() {
    say("\(label.name): \(verdict), \(time.text)")
    say("  printed \(label.line ?? "nothing")")
    if !isExact { say("  read    \(line)") }
    for reason in reading.doubts { say("  \(reason)") }
  }

  var verdict: String { isSureButWrong ? "SURE BUT WRONG" : isExact ? "unsure" : "WRONG" }
}
