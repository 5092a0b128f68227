import Foundation
import Imaging
import Neural
import Production
import Samples
import Synthesis
import TestSupport
import Testing

@testable import Recognition

/// A thousand drawn pictures, and what Platen reads on them with a model that comes along.
private struct DrawnDigits: Sendable {
    let file: ModelFile
    let examples: [Example]
    /// The classes that Platen reads on each.
    let read: [[Int]]
    /// The pictures that are computed together, by their numbers: those of one width, in batches of 32.
    let batches: [(width: Int, members: [Int])]

    static let all = Result { try DrawnDigits(1000) }

    private init(_ count: Int) throws {
        file = try ModelFile(path: PythonTools.repositoryFile("models/digits.safetensors"))
        let engine = try Engine(threadCount: 2)
        let recognizer = try Recognizer(file, engine: engine, precision: .float32)
        let recipe = try RecipeFile(path: PythonTools.repositoryFile("configs/drawn-digits.yml")).load()
        let reader = try SyntheticSource(recipe).makeReader()
        let (input, alphabet) = (recognizer.input, file.alphabet)
        examples = try (0..<count).map { index in
            let sample = try reader.sample(at: index, in: .test)
            return Example(
                image: try input.prepare(sample.image), label: sample.label,
                classes: alphabet.encode(sample.label).classes, place: .init(source: 0, index: index))
        }
        read = try recognizer.impressions(of: examples).map { try $0.text(by: GreedyDecoder(), alphabet).classes }
        let examples = examples
        let widths = Dictionary(grouping: examples.indices) { input.paddedWidth(examples[$0].image.width) }
        batches = widths.sorted { $0.key < $1.key }.flatMap { width, members in
            stride(from: 0, to: members.count, by: 32).map { start in
                (width, Array(members[start..<min(start + 32, members.count)]))
            }
        }
    }

    /// The share that is read without a fault.
    func exact(_ classes: [[Int]]) -> Double {
        Double(zip(classes, examples).count { $0 == $1.classes }) / Double(examples.count)
    }
}

/// Other programs read a thousand pictures with an exported model as Platen does, one by one and in batches.
@Suite(.enabled(if: ONNXRuntime.isThere, "\(ONNXRuntime.absence)")) struct ThousandPicturesTests {
    @Test(arguments: ExportedGraph.Precision.allCases, [1, 32])
    func onnxRuntimeReadsTheSame(precision: ExportedGraph.Precision, batch: Int) throws {
        try compare(precision, batch, .onnxruntime)
    }

    @Test(
        .enabled(if: PythonTools.has("openvino"), "needs openvino: run scripts/test-tools"),
        arguments: ExportedGraph.Precision.allCases, [1, 32])
    func openVINOReadsTheSame(precision: ExportedGraph.Precision, batch: Int) throws {
        try compare(precision, batch, .openvino)
    }

    private func compare(
        _ precision: ExportedGraph.Precision, _ size: Int, _ engine: ONNXRuntime.Engine
    ) throws {
        let drawn = try DrawnDigits.all.get()
        #expect(Set(drawn.batches.map(\.width)).count >= 5)
        // Nonsense would be read alike by whoever reads it.
        #expect(drawn.exact(drawn.read) > 0.9)
        let groups = size == 1 ? drawn.batches.flatMap { (width, all) in all.map { (width, [$0]) } } : drawn.batches
        let input = drawn.file.card.input
        let feeds = groups.map { width, members in
            let batch = Batch(members.map { drawn.examples[$0] }, width: width, input)
            return ONNXRuntime.Feed(
                shape: [members.count, 1, input.height, width], values: batch.values, widths: batch.readWidths)
        }
        let results = try ONNXRuntime.run(
            try ONNXFile(drawn.file, post: .greedy, precision: precision), feeds, in: engine)
        var found = [[Int]](repeating: [], count: drawn.examples.count)
        for ((_, members), result) in zip(groups, results) {
            let steps = result[0].shape[1]
            for (row, member) in members.enumerated() {
                let classes = result[0].values[row * steps..<(row + 1) * steps]
                found[member] = classes.prefix(Int(result[1].values[row])).map { Int($0) }
            }
        }
        let differing = zip(found, drawn.read).count { $0 != $1 }
        if precision == .fp32 {
            #expect(differing == 0)
        } else {
            // Three in a thousand: what is rounded may be read otherwise, no more often wrong than right.
            #expect(abs(drawn.exact(found) - drawn.exact(drawn.read)) <= 0.003, "\(differing) differ")
        }
    }
}
