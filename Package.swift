// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "check-deposit",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "checkctl", targets: ["checkctl"]),
    .library(name: "CheckImaging", targets: ["CheckImaging"]),
    .library(name: "ImageCodecs", targets: ["ImageCodecs"]),
    .library(name: "MICR", targets: ["MICR"]),
    .library(name: "CashLetter", targets: ["CashLetter"]),
    .library(name: "CheckActions", targets: ["CheckActions"]),
    .library(name: "ActionHosting", targets: ["ActionHosting"]),
    .library(name: "CheckPipeline", targets: ["CheckPipeline"]),
    .library(name: "Drawing", targets: ["Drawing"]),
    .library(name: "ReadingOverlay", targets: ["ReadingOverlay"]),
    .library(name: "CheckRendering", targets: ["CheckRendering"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CTIFFExtras", dependencies: ["CTIFF"]),
    .target(name: "CSQLiteExtras", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CSystemExtras"),
    .target(
      name: "CSandbox",
      linkerSettings: [.linkedLibrary("seccomp", .when(platforms: [.linux]))]),
    .target(name: "Hashing", dependencies: ["CCrypto"]),
    .target(name: "CheckImaging"),
    .target(
      name: "ImageCodecs",
      dependencies: ["CheckImaging", "CDeflate", "CPNG", "CTurboJPEG", "CTIFFExtras"]),
    .target(name: "MICR", dependencies: ["CheckImaging"]),
    .target(name: "CashLetter", dependencies: ["ImageCodecs", "MICR"]),
    .target(name: "Drawing", dependencies: ["CheckImaging"]),
    .target(name: "ReadingOverlay", dependencies: ["CheckImaging", "Drawing", "MICR"]),
    .target(
      name: "CheckRendering",
      dependencies: ["CSVWriting", "CheckImaging", "Drawing", "ImageCodecs", "MICR"]),
    .target(
      name: "CheckActions",
      dependencies: [
        "CSystemExtras", "CXXHash", "CheckImaging", "Hashing", "ImageCodecs", "MICR",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(name: "CBOR"),
    .target(name: "CSVWriting"),
    .target(
      name: "ActionHosting",
      dependencies: ["CBOR", "CSandbox", "CheckActions", "CheckImaging", "ImageCodecs", "MICR"]),
    .target(
      name: "CheckStore",
      dependencies: ["CSQLiteExtras"],
      exclude: ["SQLite/README.md"]),
    .target(
      name: "CheckPipeline",
      dependencies: [
        "ActionHosting", "CashLetter", "CheckActions", "CheckImaging", "CheckStore",
        "CSVWriting", "CSystemExtras", "Drawing", "Hashing", "ImageCodecs",
        "MICR",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ]),
    .executableTarget(
      name: "checkctl",
      dependencies: [
        "ActionHosting", "CashLetter", "CheckPipeline", "CheckRendering", "CheckImaging", "Drawing",
        "ImageCodecs", "MICR", "ReadingOverlay",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(name: "CheckImagingTests", dependencies: ["CheckImaging"]),
    .testTarget(
      name: "ImageCodecsTests",
      dependencies: [
        "ImageCodecs", "CheckImaging", "CheckRendering", "CPNG", "CTurboJPEG", "CTIFFExtras",
      ]),
    .testTarget(
      name: "CashLetterTests",
      dependencies: ["CashLetter", "CheckImaging", "ImageCodecs"]),
    .testTarget(name: "DrawingTests", dependencies: ["Drawing"]),
    .testTarget(
      name: "ReadingOverlayTests",
      dependencies: ["ReadingOverlay", "CheckImaging", "CheckRendering", "MICR"]),
    .testTarget(name: "MICRTests", dependencies: ["MICR", "CheckImaging", "CheckRendering"]),
    .testTarget(
      name: "CheckRenderingTests",
      dependencies: ["CheckRendering", "Drawing", "ImageCodecs", "MICR"]),
    .testTarget(
      name: "CheckActionsTests",
      dependencies: [
        "CBOR", "CheckActions", "CheckRendering", "CheckImaging", "ImageCodecs", "MICR",
      ]),
    .testTarget(name: "CBORTests", dependencies: ["CBOR"]),
    .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
    .testTarget(
      name: "ActionHostingTests",
      dependencies: [
        "ActionHosting", "CheckActions", "CheckImaging", "ImageCodecs", "MICR", "checkctl",
      ]),
    .testTarget(
      name: "CheckPipelineTests",
      dependencies: [
        "ActionHosting", "CashLetter", "CheckPipeline", "CheckActions", "CheckRendering",
        "CheckImaging", "CheckStore", "ImageCodecs", "MICR", "checkctl",
      ]),
    .testTarget(
      name: "CheckctlTests",
      dependencies: [
        "checkctl", "CSVWriting", "CashLetter", "CheckActions", "CheckPipeline", "CheckRendering",
        "ImageCodecs",
      ]),
  ]
)
