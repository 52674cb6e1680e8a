// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "check-deposit-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "check-deposit", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "BenchmarkOutput"),
    .executableTarget(
      name: "reading-score",
      dependencies: [
        "BenchmarkOutput",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "CheckImaging", package: "check-deposit"),
        .product(name: "CheckRendering", package: "check-deposit"),
        .product(name: "ImageCodecs", package: "check-deposit"),
        .product(name: "MICR", package: "check-deposit"),
        .product(name: "ReadingOverlay", package: "check-deposit"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ]),
    .executableTarget(
      name: "train-glyphs",
      dependencies: [
        "BenchmarkOutput",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "CheckImaging", package: "check-deposit"),
        .product(name: "CheckRendering", package: "check-deposit"),
        .product(name: "ImageCodecs", package: "check-deposit"),
        .product(name: "MICR", package: "check-deposit"),
      ],
      swiftSettings: [.unsafeFlags(["-Ounchecked"])]),
    .executableTarget(
      name: "bench-report",
      dependencies: [
        "BenchmarkOutput", "CLibPNG", "CSQLite",
        .product(name: "ActionHosting", package: "check-deposit"),
        .product(name: "CashLetter", package: "check-deposit"),
        .product(name: "CheckActions", package: "check-deposit"),
        .product(name: "CheckImaging", package: "check-deposit"),
        .product(name: "CheckPipeline", package: "check-deposit"),
        .product(name: "CheckRendering", package: "check-deposit"),
        .product(name: "ImageCodecs", package: "check-deposit"),
        .product(name: "MICR", package: "check-deposit"),
      ]),
  ]
)
