// swift-tools-version: 6.2
import PackageDescription

/// Warnings stop the build where a machine checks our work; at a desk they only warn.
let strictness: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + strictness

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

func system(_ name: String, _ pkgConfig: String, _ packages: String...) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt(packages)])
}

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], goldens: Bool = false, folder: String = "Goldens"
)
    -> Target
{
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"],
        resources: goldens ? [.copy(folder)] : [], swiftSettings: settings)
}

/// Set for a run of tests under a sanitizer (`make sanitize`), which would take too long with all targets: those that handle
/// bytes from outside through C libraries and pointers remain.
let isSanitized = Context.environment["PLATEN_SANITIZED"] != nil
let sanitized: Set<String> = [
    "Chance", "Scripts", "Imaging", "Samples", "Arrays", "Handwriting", "Typography", "Datasets", "TestSupport",
    "ScriptsTests", "ImagingTests", "ArraysTests", "HandwritingTests", "TypographyTests", "DatasetsTests",
]

/// What targets need that no sanitizer looks at: the service and searches; Hummingbird without its trait for swift-configuration.
let unsanitized: [Package.Dependency] = [
    .package(
        url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

/// The recipes and trainings that `platen new` writes, and the catalogue of fonts that they name.
let starters = [
    "receipts", "receipts-world", "meter", "dates", "captcha", "plates", "forms", "train-receipts", "train-meter",
    "train-dates-printed",
    "train-captcha", "train-plates", "train-forms", "catalog",
]

let package = Package(
    name: "Platen",
    products: [
        .executable(name: "platen", targets: ["platen"]),
        .library(name: "Configs", targets: ["Configs"]),
        .library(name: "Imaging", targets: ["Imaging"]),
        .library(name: "Samples", targets: ["Samples"]),
        .library(name: "Synthesis", targets: ["Synthesis"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "Production", targets: ["Production"]),
        .library(name: "Recognition", targets: ["Recognition"]),
        .library(name: "Learning", targets: ["Learning"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        // For `swift package generate-documentation` alone; no target needs it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ] + (isSanitized ? [] : unsanitized),
    targets: [
        // C libraries, as Debian packages them: a module map and a header, no code.
        system("CCairo", "cairo", "libcairo2-dev"),
        system("CFreeType", "freetype2", "libfreetype-dev"),
        system("CHarfBuzz", "harfbuzz", "libharfbuzz-dev"),
        system("CFriBidi", "fribidi", "libfribidi-dev"),
        system("CPango", "pangocairo", "libpango1.0-dev"),
        system("CFontconfig", "fontconfig", "libfontconfig-dev"),
        system("CPNG", "libpng", "libpng-dev"),
        system("CTurboJPEG", "libturbojpeg", "libturbojpeg0-dev", "libjpeg-dev"),
        system("CWebP", "libwebpdemux", "libwebp-dev"),
        system("CTIFF", "libtiff-4", "libtiff-dev"),
        system("CGIF", "libgif", "libgif-dev"),
        system("CDeflate", "libdeflate", "libdeflate-dev"),
        system("CZip", "libzip", "libzip-dev"),
        system("CHDF5", "hdf5-serial", "libhdf5-dev"),
        system("CLMDB", "lmdb", "liblmdb-dev"),
        .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
        .systemLibrary(name: "CDNNL", path: "Sources/CDNNL", providers: [.apt(["libdnnl-dev"])]),

        // Ours, in the order in which data flows.
        library("Chance", []),
        library("Configs", ["Chance", yams]),
        library("Scripts", ["CFriBidi"]),
        library(
            "Imaging",
            ["Chance", "CCairo", "CPango", "CPNG", "CTurboJPEG", "CWebP", "CTIFF", "CGIF", "CDeflate"]),
        library("Samples", ["Imaging", "Scripts"]),
        library("Markup", []),
        library("Tracking", ["Configs", crypto]),
        library("Tuning", ["Chance", "Configs", "Samples", database]),
        library("Arrays", ["CDeflate", "CZip", "CHDF5", "CLMDB"]),
        library("Handwriting", ["Arrays", "Imaging", "Samples", crypto]),
        library(
            "Typography",
            ["Imaging", "Samples", "Scripts", "CCairo", "CFreeType", "CHarfBuzz", "CFontconfig", yams, crypto]),
        library("Synthesis", ["Chance", "Configs", "Imaging", "Samples", "Typography", "Handwriting", crypto]),
        library("Datasets", ["Arrays", "Imaging", "Samples", "Scripts", "CLinux", crypto]),
        library("Production", ["Configs", "Imaging", "Samples", "Typography", "Synthesis", "Datasets"]),
        library("Streaming", ["Imaging", "Samples", "Datasets"]),
        library("Preview", ["Imaging", "Samples", "Markup"]),
        library("Parallel", []),
        library("Neural", ["Samples", "Parallel", "CDNNL"]),
        .target(
            name: "Recognition",
            dependencies: [
                "Configs", "Scripts", "Imaging", "Samples", "Markup", "Datasets", "Parallel", "Neural", "Tracking",
                protobuf,
            ],
            exclude: ["TensorBoard/Protos", "Export/Protos"], swiftSettings: settings),
        library(
            "Learning",
            [
                "Configs", "Imaging", "Samples", "Markup", "Tuning", "Synthesis", "Datasets", "Production", "Preview",
                "Parallel", "Neural", "Recognition", "Tracking",
            ]),
        .target(
            name: "Service",
            dependencies: [
                "Configs", "Imaging", "Samples", "Synthesis", "Production", "Neural", "Recognition", hummingbird,
                httpTypes, nio, lifecycle, signals, logging, crypto,
            ],
            // Inside of the program, so that it stands alone.
            resources: [
                .embedInCode("Page/index.html"), .embedInCode("Page/page.css"), .embedInCode("Page/page.js"),
                .embedInCode("Page/drawing.js"), .embedInCode("Page/readings.js"),
                .embedInCode("Page/label.html"), .embedInCode("Page/label.css"), .embedInCode("Page/label.js"),
                .embedInCode("Page/studio.html"), .embedInCode("Page/studio.css"),
                .embedInCode("Page/studio.js"), .embedInCode("Page/controls.js"),
                .embedInCode("Description/openapi.json"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "platen",
            dependencies: [
                "Configs", "Production", "Learning", "Tuning", "Synthesis", "Datasets", "Streaming", "Preview",
                "Handwriting", "Arrays", "Imaging", "Samples", "Parallel", "Neural", "Recognition", "Scripts",
                "Service", "Markup", "Tracking", arguments, logging, crypto,
            ],
            // What `platen new` writes: links to the files that come with Platen, inside of the program.
            resources: starters.map { .embedInCode("Starting/Templates/\($0).yml") },
            swiftSettings: settings),

        // Not in Benchmarks/Package.swift, since the engine is no public product.
        .executableTarget(
            name: "bench-train", dependencies: ["Configs", "Neural", "Recognition"], path: "Benchmarks/train",
            exclude: ["run"], swiftSettings: settings),
        .executableTarget(
            name: "bench-tune", dependencies: ["Tuning"], path: "Benchmarks/tune",
            exclude: ["run", "compare.py", "functions.py", "requirements.txt"], swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["Arrays", "Handwriting", "Imaging", "Samples"],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("ConfigsTests", ["Configs"]),
        tests("ImagingTests", ["Imaging"]),
        tests("ScriptsTests", ["Scripts"]),
        tests("SamplesTests", ["Chance", "Samples", "Scripts"]),
        tests("ArraysTests", ["Arrays"]),
        tests("HandwritingTests", ["Handwriting", "Arrays", "Imaging"]),
        tests("TypographyTests", ["Typography", "Scripts"]),
        tests("SynthesisTests", ["Synthesis", "Production"], goldens: true),
        tests("DatasetsTests", ["Datasets", "Arrays"]),
        tests("ProductionTests", ["Production", "Synthesis", "Datasets", "Configs"]),
        tests("StreamingTests", ["Streaming", "Datasets", "Imaging", "Samples"]),
        tests("TrackingTests", ["Tracking", "Configs"]),
        tests("TuningTests", ["Tuning", "Learning", "Configs", "Production", "Imaging", database]),
        tests("PreviewTests", ["Preview", "Imaging", "Samples"]),
        tests("NeuralTests", ["Neural", "Recognition", "Samples"], goldens: true, folder: "Vectors"),
        tests(
            "RecognitionTests",
            [
                "Chance", "Recognition", "Parallel", "Neural", "Datasets", "Configs", "Samples", "Imaging", "Scripts",
                "Synthesis", "Production",
            ]),
        tests(
            "ServiceTests",
            [
                "Service", "Handwriting", "Configs", "Production", "Synthesis", "Recognition", "Neural", "Imaging",
                "Samples",
                hummingbird,
                httpTypes, nio, .product(name: "NIOEmbedded", package: "swift-nio"), lifecycle, logging,
            ]),
        tests("CommandTests", ["platen", "Configs", "Neural", "Recognition", database]),
    ]
)

if isSanitized {
    package.targets.removeAll { $0.type != .system && !sanitized.contains($0.name) }
    package.products = []
}
