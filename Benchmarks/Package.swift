// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "check-deposit-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "check-deposit", path: "..")],
  targets: [
    .systemLibrary(name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "bench-report",
      dependencies: [
        "CLibPNG", "CSQLite",
        .product(name: "CheckActions", package: "check-deposit"),
        .product(name: "CheckPipeline", package: "check-deposit"),
        .product(name: "CheckRendering", package: "check-deposit"),
        .product(name: "ImageCodecs", package: "check-deposit"),
        .product(name: "MICR", package: "check-deposit"),
      ]),
  ]
)
