import Arrays
import Imaging
import Samples

/// Writes `arrays.h5`: `X_train`, `y_train` and so on; splits without samples have datasets without rows.
final class HDF5Splits: ArrayWriter {
    /// Fills labels up.
    private static let padding: Int8 = 10
    private let file: HDF5Writer
    private let longest: Int
    private let batch: Int
    private var datasets: [Split: (x: HDF5Writer.DatasetID, y: HDF5Writer.DatasetID)] = [:]
    private var split = Split.train
    /// Room for a batch, of which the first are filled.
    private var pixels: [Float]
    private let size: Int
    private var labels: [Int8] = []
    private var waiting = 0

    init(folder: String, shape: ImageShape, labels: LabelInventory, isPacked: Bool) throws {
        file = try HDF5Writer(to: folder + "/" + WorkFolder.partName("arrays.h5"))
        longest = labels.longest
        size = shape.sides.reduce(1, *)
        // About a megabyte at a time.
        batch = max(1, (1 << 18) / size)
        pixels = [Float](repeating: 0, count: batch * size)
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
        // In one piece, so that the compiler turns it into vector code.
        pixels.withUnsafeMutableBufferPointer { pixels in
            let row = UnsafeMutableBufferPointer(rebasing: pixels[waiting * size..<(waiting + 1) * size])
            image.pixels.withUnsafeBufferPointer { bytes in
                for i in 0..<min(row.count, bytes.count) { row[i] = Float(bytes[i]) / 255 }
            }
        }
        let digits = label.compactMap(ArrayFormat.digit)
        labels += digits
        labels += repeatElement(Self.padding, count: max(0, longest - digits.count))
        waiting += 1
        if waiting == batch { try flush() }
    }

    private func flush() throws {
        guard waiting > 0, let dataset = datasets[split] else { return }
        try file.append(waiting == batch ? pixels : Array(pixels.prefix(waiting * size)), to: dataset.x)
        try file.append(labels, to: dataset.y)
        labels.removeAll(keepingCapacity: true)
        waiting = 0
    }

    func finish() throws {
        try flush()
        try file.finish()
    }
}
