// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "Platen", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "platen-bench",
            dependencies: [
                .product(name: "Configs", package: "Platen"),
                .product(name: "Imaging", package: "Platen"),
                .product(name: "Samples", package: "Platen"),
                .product(name: "Synthesis", package: "Platen"),
                .product(name: "Datasets", package: "Platen"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)
