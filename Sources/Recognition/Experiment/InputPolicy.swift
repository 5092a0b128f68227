package import Configs
package import Imaging

/// How any image becomes what a model reads: the same for training, evaluation, prediction and service.
///
/// It is stored inside the model's file.
package struct InputPolicy: ConfigRecord, Codable, Hashable {
    /// The height that images are brought to, px.
    package var height = 32
    /// One width for all images, px; nil keeps each image's own.
    package var width: Int?
    /// Images are never wider, px: wider ones are squeezed.
    package var maximumWidth = 1024
    /// Widths are padded to multiples of this, px, so that few different sizes are computed.
    package var widthStep = 16
    /// What becomes of the aspect ratio where a width is given.
    package var fit = Fit.keep
    /// Grey or RGB.
    package var color = Color.grey
    /// Where padding goes.
    package var padding = Padding.right
    /// The padding's brightness, 0...1.
    package var fill = 0.5
    /// What is subtracted from the brightness (0...1) first.
    package var mean = 0.5
    /// What the difference is divided by.
    package var deviation = 0.5
    /// How images are framed anew before they are scaled; nil reads them as they were cut.
    package var framing: Framing?

    /// What becomes of the aspect ratio.
    package enum Fit: String, ConfigEnum, Codable {
        /// It is kept; what is left over is padded.
        case keep
        /// Images are stretched to the width.
        case stretch
    }

    /// Channels of images.
    package enum Color: String, ConfigEnum, Codable {
        /// One channel.
        case grey
        /// Three channels.
        case rgb

        /// How many channels.
        package var channelCount: Int { self == .grey ? 1 : 3 }
    }

    /// Where padding goes.
    package enum Padding: String, ConfigEnum, Codable {
        /// Behind the image. Its time steps are left out of losses and readings.
        case right
        /// Before the image.
        case left
        /// On both sides.
        case center
    }

    /// 32 px high, grey, of any width.
    package init() {}

    package static let summary = "How images become what the model reads. It is stored in the model's file."
    package static var fields: [Field<InputPolicy>] {
        [
            Field("height", \.height, in: 32...512, unit: "px", "The height that images are brought to."),
            Field(
                "width", \.width, in: 16...4096, unit: "px", "One width for all images; without it each has its own."),
            Field("max_width", \.maximumWidth, in: 16...4096, unit: "px", "Wider images are squeezed to this."),
            Field(
                "width_step", \.widthStep, in: 4...256, unit: "px",
                "Widths are padded to multiples of this, so that few different sizes are computed."),
            Field("fit", \.fit, "With a `width`: `keep` the aspect ratio and pad, or `stretch`."),
            Field("color", \.color, "`grey` or `rgb`."),
            Field(
                "padding", \.padding,
                "Where padding goes: `right` (its time steps are left out of losses and readings), `left` or `center`."),
            Field("fill", \.fill, in: 0...1, "The padding's brightness."),
            Field("mean", \.mean, in: 0...1, "Subtracted from the brightness (0...1) first."),
            Field("deviation", \.deviation, in: 0.01...10, "The difference is divided by it."),
            Field(
                "framing", \.framing,
                "How images are framed anew before they are scaled, such as `{fill: 0.6}`; `null` reads them as they were "
                    + "cut."),
        ]
    }

    package func validate() throws(ConfigProblem) {
        if width == nil, fit == .stretch { throw ConfigProblem(key: "fit", "'stretch' needs a 'width'") }
    }
}

extension InputPolicy {
    /// An image at the model's height, before it is padded.
    ///
    /// - Parameter view: how it is framed, besides as it is.
    package func prepare(_ image: Bitmap, view: View = .plain) throws(RecognitionError) -> Bitmap {
        try prepared(image, view: view).image
    }

    /// An image at the model's height, before it is padded, and where its parts lie in the image that it was made from.
    package func prepared(_ image: Bitmap, view: View = .plain) throws(RecognitionError) -> PreparedPicture {
        guard image.width > 0, image.height > 0 else {
            throw RecognitionError(.data, "an image of \(image.width) x \(image.height) px can't be read")
        }
        let whole = color == .grey ? image.grey : image.rgb
        let frame = frame(of: whole, view).slanted(by: view.slant)
        let page = frame.picture
        let limit = width ?? maximumWidth
        let natural = Int((Double(page.width) * view.stretch * Double(height) / Double(page.height)).rounded())
        let newWidth = fit == .stretch ? limit : min(limit, max(1, natural))
        return PreparedPicture(page.resized(width: newWidth, height: height), of: image, frame)
    }

    private func frame(of image: Bitmap, _ view: View) -> Framing.Frame {
        guard var framing else {
            return view.height == 1 && view.fall == 0
                ? Framing.Frame(image) : image.heightened(by: view.height, fall: view.fall)
        }
        framing.fill = min(1, framing.fill / view.height)
        return framing.frame(of: image, fall: view.fall)
    }

    /// The columns that are read of a padded image, px: its own, or all where padding stands before it.
    package func readWidth(_ imageWidth: Int, paddedTo width: Int) -> Int {
        padding == .right ? min(imageWidth, width) : width
    }

    /// The width that a prepared image is padded to when it is read by itself, px.
    ///
    /// It depends on the image alone, so the rest of a batch changes nothing.
    package func paddedWidth(_ imageWidth: Int) -> Int {
        if let width { return width }
        return (max(imageWidth, 32) + widthStep - 1) / widthStep * widthStep
    }

    /// The columns of padding that stand before a prepared image, px.
    package func paddingBefore(_ imageWidth: Int, paddedTo width: Int) -> Int {
        switch padding {
        case .right: 0
        case .left: width - imageWidth
        case .center: (width - imageWidth) / 2
        }
    }
}
