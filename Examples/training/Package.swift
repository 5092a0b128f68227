// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "training",
    dependencies: [.package(name: "Platen", path: "../..")],
    targets: [
        .executableTarget(
            name: "training",
            dependencies: [
                .product(name: "Learning", package: "Platen")
            ])
    ]
)
