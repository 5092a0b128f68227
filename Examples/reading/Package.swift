// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "reading",
    dependencies: [.package(name: "Platen", path: "../..")],
    targets: [
        .executableTarget(
            name: "reading",
            dependencies: [
                .product(name: "Imaging", package: "Platen"),
                .product(name: "Recognition", package: "Platen"),
            ])
    ]
)
