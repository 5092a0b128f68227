package import Imaging
import Neural

/// A prepared image and what is written on it.
package struct Example: Sendable {
    /// The image at the model's height.
    package let image: Bitmap
    /// What is written, as the alphabet reads it.
    package let label: String
    /// The classes of the label's characters, as they stand in the image from left to right.
    package let classes: [Int]
    /// Where it comes from: a file and line, or a recipe and an index.
    package let place: Place
    /// Whether the characters stand in the image as the classes do; nil where their places are not known.
    package let isInOrder: Bool?
    /// The share of the height that the text's ink filled in the image as it came, 0...1; nil where that was not measured.
    package let inkShare: Double?

    /// Where an example comes from.
    package struct Place: Sendable, Hashable {
        /// The number of the source among those of the stream.
        package let source: Int
        /// The index in the source's part.
        package let index: Int

        /// A place from its parts.
        package init(source: Int, index: Int) {
            self.source = source
            self.index = index
        }
    }

    /// An example from its parts.
    package init(
        image: Bitmap, label: String, classes: [Int], place: Place, isInOrder: Bool? = nil, inkShare: Double? = nil
    ) {
        self.image = image
        self.label = label
        self.classes = classes
        self.place = place
        self.isInOrder = isInOrder
        self.inkShare = inkShare
    }
}

/// Images padded to one width, as a model reads them.
package struct Batch: Sendable {
    /// The images with their labels.
    package let examples: [Example]
    /// Columns of all images, px.
    package let width: Int
    /// Rows of all images, px.
    package let height: Int
    /// Channels of all images.
    package let channels: Int
    /// Normalised brightness, `[N, C, H, W]`.
    package let values: [Float]
    /// Columns that are read of each image, px: its own, or all where padding stands before it.
    package let readWidths: [Int]

    /// Pads prepared images to one width, which none of them may exceed.
    package init(_ examples: [Example], width: Int, _ policy: InputPolicy) {
        self.examples = examples
        self.width = width
        self.height = policy.height
        let channels = policy.color.channelCount
        self.channels = channels
        readWidths = examples.map { policy.readWidth($0.image.width, paddedTo: width) }

        // Each of the 256 levels is normalised once.
        let levels = (0..<256).map { Float((Double($0) / 255 - policy.mean) / policy.deviation) }
        let blank = Float((policy.fill - policy.mean) / policy.deviation)
        let plane = height * width
        let height = height
        values = [Float](unsafeUninitializedCapacity: examples.count * channels * plane) { buffer, count in
            count = examples.count * channels * plane
            buffer.update(repeating: blank)
            for (n, example) in examples.enumerated() {
                let image = example.image
                let columns = min(image.width, width)
                let start = Batch.start(of: columns, in: width, policy.padding)
                image.withPixels { pixels in
                    for c in 0..<channels {
                        for y in 0..<min(height, image.height) {
                            let row = (n * channels + c) * plane + y * width + start
                            let from = y * image.stride + c
                            for x in 0..<columns { buffer[row + x] = levels[Int(pixels[from + x * channels])] }
                        }
                    }
                }
            }
        }
    }

    /// An image of the batch as the model sees it: what was done to its brightness is undone, and its padding is there.
    package func picture(_ number: Int, _ policy: InputPolicy) -> Bitmap {
        let plane = width * height
        return Bitmap(width: width, height: height, channels: channels) { pixels in
            for place in 0..<plane {
                for c in 0..<channels {
                    let value = Double(values[(number * channels + c) * plane + place])
                    let level = (value * policy.deviation + policy.mean) * 255
                    pixels[place * channels + c] = UInt8(max(0, min(255, level.rounded())))
                }
            }
        }
    }

    private static func start(of columns: Int, in width: Int, _ padding: InputPolicy.Padding) -> Int {
        switch padding {
        case .right: 0
        case .left: width - columns
        case .center: (width - columns) / 2
        }
    }
}

extension Example {
    /// The fewest time steps in which the label can be written.
    var shortestLength: Int { CTC.shortestLength(classes) }
}
