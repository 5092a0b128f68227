import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable public import Synthesis

/// Small pages of one text, on which each registered stage is drawn alone.
struct StageFixture {
    /// A folder whose `backgrounds` holds a made-up picture, so that what lies in the repository's does not count.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("backgrounds"), withIntermediateDirectories: true)
        try ImageFile.write(.scene(width: 200, height: 150, channels: 3), path: folder("backgrounds/scene.png"))
    }

    /// A source that draws a stage with its defaults.
    func source(_ stage: RegisteredStage) throws -> SyntheticSource {
        try source(of: "\(stage.part)=[\(stage.item)]", stage)
    }

    /// A source of the same pages without the stage.
    func plainSource(_ stage: RegisteredStage) throws -> SyntheticSource {
        // Papers and presets are compared with the sheet that the others lie on.
        try source(of: "paper=[{plain: 0.9}]", stage)
    }

    private func source(of override: String, _ stage: RegisteredStage) throws -> SyntheticSource {
        // As a part of the file, where paths start at its folder, which those of overrides do not.
        let parts = override.split(separator: "=", maxSplits: 1).map(String.init)
        let keys = parts[0].split(separator: ".")
        let nested = keys.reversed().reduce(parts[1]) { "{\($1): \($0)}" }
        var document = try ConfigDocument(yaml: nested, name: "stage.yml", baseDirectory: folder.path)
        for change in stage.ground.filter({ !$0.hasPrefix("\(keys[0])=") }) + Self.page {
            try document.override(change)
        }
        return try SyntheticSource(try document.decode(Recipe.self))
    }

    private static let page = [
        "text={template: {form: '7026'}}", "fonts={faces: [Liberation Serif], size: 26}",
        "page={width: 120, height: 40, color: rgb}", "samples={train: 100, val: 10, test: 10}",
    ]
}

extension RegisteredStage: CustomStringConvertible {
    /// Its path, which names it among a test's arguments.
    public var description: String { path }
}
