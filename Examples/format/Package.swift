// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "format",
    dependencies: [.package(name: "Platen", path: "../..")],
    targets: [
        .executableTarget(
            name: "format",
            dependencies: [
                .product(name: "Datasets", package: "Platen"),
                .product(name: "Imaging", package: "Platen"),
                .product(name: "Production", package: "Platen"),
                .product(name: "Samples", package: "Platen"),
                .product(name: "Synthesis", package: "Platen"),
            ])
    ]
)
