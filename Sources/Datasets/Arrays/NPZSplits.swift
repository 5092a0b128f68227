import Arrays
import Glibc
import Imaging
import Samples

/// Writes `arrays_train.npz` and so on, each by way of an unpacked file for each of its arrays.
final class NPZSplits: ArrayWriter {
    /// The arrays of one split.
    private struct Open {
        var split: Split
        var images: NPYStream
        var labels: NPYStream
        var texts: NPYStream
    }

    private static let names = ["images", "labels", "texts"]

    private let plan: DatasetPlan
    private let folder: String
    private let shape: ImageShape
    private let labels: LabelInventory
    private let places: [Character: Int32]
    private var open: Open?

    init(_ plan: DatasetPlan, folder: String, shape: ImageShape, labels: LabelInventory) {
        self.plan = plan
        self.folder = folder
        self.shape = shape
        self.labels = labels
        places = Dictionary(
            labels.alphabet.enumerated().compactMap { place, text in text.first.map { ($0, Int32(place)) } },
            uniquingKeysWith: { first, _ in first })
    }

    private func path(_ name: String) -> String { "\(folder)/arrays-\(name).npy" }

    func begin(_ split: Split) throws {
        try finish()
        let count = plan.counts[split]
        open = Open(
            split: split,
            images: try NPYStream(.uint8, shape: [count] + shape.sides, to: path("images")),
            labels: try NPYStream(.int32, shape: [count, labels.longest], to: path("labels")),
            texts: try NPYStream(textsOfLength: labels.mostScalars, count: count, to: path("texts")))
    }

    func add(_ image: Bitmap, label: String) throws {
        // The writer of arrays begins each split before it adds to it.
        guard let open else { preconditionFailure("no split is begun") }
        try open.images.append(image.pixels)
        var numbers = [Int32](repeating: Int32(labels.alphabet.count), count: labels.longest)
        for (place, character) in label.enumerated() { numbers[place] = places[character] ?? numbers[place] }
        try open.labels.append(numbers)
        try open.texts.append(text: label)
    }

    func finish() throws {
        guard let open else { return }
        try open.images.finish()
        try open.labels.finish()
        try open.texts.finish()
        let name = "arrays_\(open.split).npz"
        let archive = try NPZWriter(
            to: folder + "/" + WorkFolder.partName(name), plan.packsArrays ? .deflated : .stored)
        for name in Self.names { try archive.add(name, file: path(name)) }
        try archive.add("alphabet", NPYArray.encode(labels.alphabet))
        try archive.finish()
        for name in Self.names { unlink(path(name)) }
        self.open = nil
    }
}
