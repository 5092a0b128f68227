package import Imaging
import Neural

/// Prepared images padded to one width, as a model reads them.
package struct PaddedImages: Sendable {
    /// How many there are.
    package let count: Int
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
    package init(_ images: [Bitmap], width: Int, _ policy: InputPolicy) {
        count = images.count
        self.width = width
        self.height = policy.height
        let channels = policy.color.channelCount
        self.channels = channels
        readWidths = images.map { policy.readWidth($0.width, paddedTo: width) }

        // Each of the 256 levels is normalised once.
        let levels = (0..<256).map { Float((Double($0) / 255 - policy.mean) / policy.deviation) }
        let blank = Float((policy.fill - policy.mean) / policy.deviation)
        let plane = height * width
        let height = height
        values = [Float](unsafeUninitializedCapacity: images.count * channels * plane) { buffer, count in
            count = images.count * channels * plane
            buffer.update(repeating: blank)
            for (n, image) in images.enumerated() {
                let columns = min(image.width, width)
                let start = policy.paddingBefore(columns, paddedTo: width)
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

    /// The images as a network takes them.
    func tensor(_ engine: Engine) throws(NeuralError) -> Tensor {
        try Tensor(engine, [count, channels, height, width], values)
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
}
