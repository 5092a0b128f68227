import Foundation
package import Imaging
import SwiftProtobuf

/// Writes what TensorBoard shows: numbers, pictures, histograms and texts over the steps of a run.
///
/// A writer belongs to one thread. Every call adds one event to the file, which lies there at once.
package final class EventWriter {
    private let file: EventFile
    private let clock: () -> Double
    private let encoder: PNGEncoder

    /// Where the file lies.
    package var path: String { file.path }

    /// Opens a new event file; a resumed run has one for each time it was started.
    ///
    /// - Parameters:
    ///   - folder: The run's folder, which is made where it is missing; TensorBoard calls the run by its name.
    ///   - clock: Seconds since 1970. They stand beside each event and shape nothing else.
    /// - Throws: `RecognitionError` where it can't be written.
    package init(
        folder: String, clock: @escaping () -> Double = { Date().timeIntervalSince1970 }
    ) throws {
        self.clock = clock
        encoder = try PNGEncoder()
        file = try EventFile(in: folder, time: clock())
        var event = TensorBoardEvent()
        event.wallTime = clock()
        event.fileVersion = EventFile.version
        try file.append(try event.serializedBytes())
    }

    /// A number: loss, error rate, learning rate.
    package func scalar(_ tag: String, _ value: Double, step: Int) throws {
        try scalars([(tag, value)], step: step)
    }

    /// Several numbers of one step, in one event.
    package func scalars(_ values: [(name: String, value: Double)], step: Int) throws {
        try write(
            values.map { name, value in
                var number = TensorBoardSummary.Value()
                number.tag = name
                number.simpleValue = Float(value)
                return number
            }, step: step)
    }

    /// Pictures, side by side under one tag.
    ///
    /// They should be of one size: that of the first is written for all.
    package func images(_ tag: String, _ images: [Bitmap], step: Int) throws {
        guard let first = images.first else { return }
        var strings = [Data("\(first.width)".utf8), Data("\(first.height)".utf8)]
        for image in images {
            var bytes: [UInt8] = []
            try encoder.encode(image, into: &bytes)
            strings.append(Data(bytes))
        }
        try write([Self.value(tag, Self.tensor(of: strings), plugin: "images", .blobSequence)], step: step)
    }

    /// How often which numbers occur.
    ///
    /// Numbers that are infinite or no numbers are left out.
    /// - Parameter binCount: How many bins of equal width, from the least to the largest number.
    package func histogram(_ tag: String, _ values: some Sequence<Float>, step: Int, binCount: Int = 30) throws {
        let bins = Self.bins(of: values.lazy.filter(\.isFinite).map(Double.init), count: max(1, binCount))
        var tensor = TensorBoardTensor()
        tensor.dtype = .double
        tensor.shape = Self.shape([bins.count, 3])
        tensor.content = Data(bins.joined().flatMap { $0.bitPattern.littleEndianBytes })
        try write([Self.value(tag, tensor, plugin: "histograms", .tensor)], step: step)
    }

    /// Texts in Markdown, one cell each.
    package func text(_ tag: String, _ texts: [String], step: Int) throws {
        let tensor = Self.tensor(of: texts.map { Data($0.utf8) })
        try write([Self.value(tag, tensor, plugin: "text", .tensor)], step: step)
    }

    /// Brings all events to the disk.
    package func synchronize() throws { try file.synchronize() }

    private func write(_ values: [TensorBoardSummary.Value], step: Int) throws {
        var event = TensorBoardEvent()
        event.wallTime = clock()
        event.step = Int64(step)
        event.summary.value = values
        try file.append(try event.serializedBytes())
    }

    private static func value(
        _ tag: String, _ tensor: TensorBoardTensor, plugin: String, _ dataClass: TensorBoardDataClass
    ) -> TensorBoardSummary.Value {
        var value = TensorBoardSummary.Value()
        value.tag = tag
        value.tensor = tensor
        value.metadata.plugin.name = plugin
        value.metadata.dataClass = dataClass
        return value
    }

    private static func tensor(of strings: [Data]) -> TensorBoardTensor {
        var tensor = TensorBoardTensor()
        tensor.dtype = .string
        tensor.shape = shape([strings.count])
        tensor.stringValue = strings
        return tensor
    }

    private static func shape(_ sizes: [Int]) -> TensorBoardTensor.Shape {
        var shape = TensorBoardTensor.Shape()
        shape.dimension = sizes.map { size in
            var dimension = TensorBoardTensor.Dimension()
            dimension.size = Int64(size)
            return dimension
        }
        return shape
    }

    /// Rows of left end, right end and count; numbers that are all alike have one bin around them.
    static func bins(of values: some Sequence<Double>, count: Int) -> [[Double]] {
        let values = Array(values)
        guard let low = values.min(), let high = values.max() else { return [] }
        guard high > low else { return [[low - 0.5, high + 0.5, Double(values.count)]] }
        var counts = [Double](repeating: 0, count: count)
        let width = (high - low) / Double(count)
        for value in values { counts[min(count - 1, Int((value - low) / width))] += 1 }
        return counts.indices.map { bin in
            [
                low + Double(bin) * width, bin == count - 1 ? high : low + Double(bin + 1) * width, counts[bin],
            ]
        }
    }
}
