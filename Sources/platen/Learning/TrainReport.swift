import Foundation
import Learning

/// What `train --json` prints: what `runs list --json` says of a run, and where its files are.
struct TrainReport: Encodable {
    private let run: TrackedRuns.Run
    private let model: String?
    private let page: String?

    /// The report of the run in a folder.
    init(_ folder: String) throws {
        run = try TrackedRuns.run(in: folder)
        func file(_ name: String) -> String? {
            let path = folder + "/" + name
            return FileManager.default.fileExists(atPath: path) ? path : nil
        }
        (model, page) = (file("best.safetensors"), file("report.html"))
    }

    private enum Key: String, CodingKey {
        case model, page
    }

    func encode(to encoder: any Encoder) throws {
        try run.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encodeIfPresent(page, forKey: .page)
    }
}

/// What `train --find-lr --json` prints.
struct RateReport: Encodable {
    /// The rate to begin with; nil where the loss never falls.
    let rate: Double?
    let page: String
}
