import Arrays
import Handwriting
import Imaging
import Samples

/// A few hundred digits in files as MNIST's are, for tests where the real ones are not at hand.
public final class SmallMNIST: Sendable {
    /// How many pictures of each digit the training part and the test part have.
    public static let (training, test) = (40, 12)

    private let folder: TemporaryFolder

    /// The folder with the four files.
    public var path: String { folder.path }

    /// Writes the files into a folder of their own, which is removed with this.
    public init() throws {
        folder = try TemporaryFolder()
        for (name, part) in try [("train", Self.drawn.training.get()), ("t10k", Self.drawn.test.get())] {
            try IDXFile.write(
                part.pixels, shape: [part.labels.count, 28, 28], to: folder("\(name)-images-idx3-ubyte"))
            try IDXFile.write(part.labels, shape: [part.labels.count], to: folder("\(name)-labels-idx1-ubyte"))
        }
    }

    private struct Part: Sendable {
        var pixels: [UInt8] = []
        var labels: [UInt8] = []

        init(_ split: Split, count: Int) throws {
            let digits = DigitCollection(seed: 28)
            for index in 0..<count {
                try digits.tile(at: index, in: split).withPixels { pixels += $0 }
                labels.append(UInt8(digits.label(at: index, in: split)))
            }
        }
    }

    private static let drawn = (
        training: Result { try Part(.train, count: 10 * SmallMNIST.training) },
        test: Result { try Part(.test, count: 10 * SmallMNIST.test) }
    )
}
