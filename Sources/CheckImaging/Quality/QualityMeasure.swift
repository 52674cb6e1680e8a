import Foundation

/// What is measured of a picture's quality: each a number of its own.
///
/// Each tells of one defect, and others leave it as it is as far as they can: a blur takes some
/// contrast from thin strokes, and strong noise looks sharp.
public enum QualityMeasure: String, Codable, CodingKeyRepresentable, Sendable, Hashable,
  CaseIterable
{
  /// The longer side, in pixels.
  case longSide
  /// The longer side as a multiple of the shorter, from 1.
  case aspect
  /// How far the lines of print lie from level, in degrees from 0 to 16; absent without print.
  case skew
  /// The grey of the paper, which a fifth of the pixels reach, from 0 (black) to 255.
  case brightness
  /// How far the lightest hundredth and the darkest 500th are apart, in greys from 0 to 255.
  case contrast
  /// The share of pixels, from 0 to 1, that are ink by Otsu's threshold; absent without contrast.
  case inkShare
  /// The steepest edges: the step between neighbouring pixels that one in 200 exceeds, or a quarter
  /// of the edges where print is sparse, as a share of the contrast; across or down, whichever is
  /// softer.
  ///
  /// Sharp print gives 0.4 and more, a picture out of focus less than 0.1; absent without contrast.
  case focus
  /// The standard deviation of the grain of paper and sensor, fine or coarse, in greys.
  case noise
  /// Spots of one to six pixels that stand alone, in 10,000 pixels.
  case specks
  /// What lines across the whole picture change of its mean grey, in greys: their depth times the
  /// share of the picture that they cover.
  case streaks
  /// How much of a corner is folded or torn off: the legs of the triangle that lacks, as a share of
  /// the shorter side.
  case missingCorner
  /// The widest strip along one edge with nothing on it, as a share of that side: a part of the
  /// picture that was lost, or a wide margin.
  case emptyEdge
  /// The size of the picture for the bank, in bytes.
  case bytes
  /// How far the sizes of front and rear differ, as a share of the front's; of the rear side alone.
  case mismatch

  /// The unit, as it is printed behind the number.
  public var unit: String {
    switch self {
    case .longSide: "px"
    case .aspect: ": 1"
    case .skew: "degrees"
    case .brightness, .contrast, .noise, .streaks: "greys"
    case .inkShare, .emptyEdge, .mismatch: "of it"
    case .focus: "of the contrast"
    case .specks: "in 10,000 px"
    case .missingCorner: "of the short side"
    case .bytes: "bytes"
    }
  }

  /// What it is of, in two or three words.
  public var title: String {
    switch self {
    case .longSide: "longer side"
    case .aspect: "sides"
    case .skew: "skew"
    case .brightness: "brightness"
    case .contrast: "contrast"
    case .inkShare: "ink"
    case .focus: "focus"
    case .noise: "noise"
    case .specks: "specks"
    case .streaks: "streaks"
    case .missingCorner: "missing corner"
    case .emptyEdge: "empty edge"
    case .bytes: "bank's picture"
    case .mismatch: "differs from front"
    }
  }

  /// A number of this measure, with as many digits as mean something.
  public func text(_ value: Double) -> String {
    let digits =
      switch self {
      case .longSide, .brightness, .contrast, .bytes: 0
      case .skew, .noise, .specks: 1
      case .aspect, .streaks, .missingCorner, .emptyEdge, .mismatch: 2
      case .inkShare, .focus: 3
      }
    return String(format: "%.\(digits)f", value)
  }
}
