// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "check-deposit-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "check-deposit", path: "..")
  ],
  targets: [
    // libFuzzer comes with the toolchain; script/fuzz names it to the linker.
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CLibFuzzer",
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
