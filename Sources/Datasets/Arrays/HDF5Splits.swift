import Arrays
import Imaging
import Samples

/// Writes `arrays.h5`: `X_train`, `y_train` and so on; splits without samples have datasets without rows.
final class HDF5Splits: ArrayWriter {
    /// Fills labels up.
    private static let padding: Int8 = 10
    /// A written byte of an image as 0...1.
    private static let shares = (0...255).map { Float($0) / 255 }

    private let file: HDF5Writer
    private let longest: Int
    private let batch: Int
    private var datasets: [Split: (x: HDF5Writer.DatasetID, y: HDF5Writer.DatasetID)] = [:]
    private var split = Split.train
    private var pixels: [Float] = []
    private var labels: [Int8] = []
    private var waiting = 0

    init(folder: String, shape: ImageShape, labels: LabelInventory, isPacked: Bool) throws {
        file = try HDF5Writer(to: folder + "/" + WorkFolder.partName("arrays.h5"))
        longest = labels.longest
        // About a megabyte at a time.
        batch = max(1, (1 << 18) / shape.sides.reduce(1, *))
        for split in Split.allCases {
            datasets[split] = (
                try file.addDataset("X_\(split)", .float32, row: shape.sides, isPacked: isPacked),
                try file.addDataset("y_\(split)", .int8, row: [longest], isPacked: isPacked)
            )
        }
    }

    func begin(_ split: Split) throws {
        try flush()
        self.split = split
    }

    func add(_ image: Bitmap, label: String) throws {
        Self.shares.withUnsafeBufferPointer { shares in
            pixels.append(contentsOf: image.pixels.lazy.map { shares[Int($0)] })
        }
        let digits = label.compactMap(ArrayFormat.digit)
        labels += digits
        labels += repeatElement(Self.padding, count: max(0, longest - digits.count))
        waiting += 1
        if waiting == batch { try flush() }
    }

    private func flush() throws {
        guard waiting > 0, let dataset = datasets[split] else { return }
        try file.append(pixels, to: dataset.x)
        try file.append(labels, to: dataset.y)
        pixels.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        waiting = 0
    }

    func finish() throws {
        try flush()
        try file.finish()
    }
}
