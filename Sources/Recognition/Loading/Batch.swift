package import Imaging

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

extension Example {
    /// The example of a picture: the one place where pictures and labels become what a model learns from.
    ///
    /// - Parameters:
    ///   - picture: as it came, of any size.
    ///   - measuresInk: whether the share of the height that its ink fills is wanted.
    package init(
        of picture: Bitmap, label: String, classes: [Int], place: Place, _ input: InputPolicy, view: View = .plain,
        isInOrder: Bool? = nil, measuresInk: Bool = false
    ) throws(RecognitionError) {
        self.init(
            image: try input.prepare(picture, view: view), label: label, classes: classes, place: place,
            isInOrder: isInOrder,
            inkShare: measuresInk ? picture.inkShareOfHeight : nil)
    }
}

/// Examples padded to one width, as a model learns from them.
package struct Batch: Sendable {
    /// The images with their labels.
    package let examples: [Example]
    /// All examples of the batch, of which these are a part where several processes share it.
    package let whole: [Example]
    /// The images as the model sees them.
    package let images: PaddedImages

    /// Pads prepared images to one width, which none of them may exceed.
    ///
    /// - Parameter whole: the batch that they are a part of; nil where they are all of it.
    package init(_ examples: [Example], width: Int, _ policy: InputPolicy, partOf whole: [Example]? = nil) {
        self.examples = examples
        self.whole = whole ?? examples
        images = PaddedImages(examples.map(\.image), width: width, policy)
    }

    /// Columns of all images, px.
    package var width: Int { images.width }
    /// Rows of all images, px.
    package var height: Int { images.height }
    /// Channels of all images.
    package var channels: Int { images.channels }
    /// Normalised brightness, `[N, C, H, W]`.
    package var values: [Float] { images.values }
    /// Columns that are read of each image, px: its own, or all where padding stands before it.
    package var readWidths: [Int] { images.readWidths }

    /// An image of the batch as the model sees it: what was done to its brightness is undone, and its padding is there.
    package func picture(_ number: Int, _ policy: InputPolicy) -> Bitmap { images.picture(number, policy) }
}
