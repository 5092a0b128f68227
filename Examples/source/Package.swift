// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "source",
    dependencies: [.package(name: "Platen", path: "../..")],
    targets: [
        .executableTarget(
            name: "source",
            dependencies: [
                .product(name: "Datasets", package: "Platen"),
                .product(name: "Imaging", package: "Platen"),
                .product(name: "Samples", package: "Platen"),
            ])
    ]
)
