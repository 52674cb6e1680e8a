// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "check-deposit-crash-tests",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "crash-test", targets: ["crash-test"]),
    // Loaded into the program under test, which knows nothing of it.
    .library(name: "Interposer", type: .dynamic, targets: ["CInterposer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CInterposer", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "crash-test",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ]
)
