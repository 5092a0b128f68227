import Configs
import Imaging

/// Turns single px white or black.
struct SaltAndPepper: CameraStage {
    var share = Quantity(0...0.02)
    var salt = Quantity(0.3...0.7)

    init() {}

    static let name = "salt_and_pepper"
    static let summary = "Turns single px white or black, as dead sensor cells and bad transfers do."
    static let shorthand: String? = "share"
    static var fields: [Field<SaltAndPepper>] {
        [
            Field("share", \.share, in: 0...1, "The share of all px that is lost. Up to 0.05 is safe."),
            Field("salt", \.salt, in: 0...1, "How many of these are white; the others are black."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        // Two bytes decide on a px: 65536 equally likely numbers.
        let lost = Int((chooser.number("share", share) * 65536).rounded())
        let white = Int((chooser.number("salt", salt) * Double(lost)).rounded())
        guard lost > 0 else { return }
        var generator = chooser.generator("pattern")
        let channels = picture.channels
        generator.withBytes(2 * picture.width * picture.height) { bytes in
            picture.withMutablePixels { pixels in
                for place in 0..<bytes.count / 2 {
                    let number = Int(bytes[2 * place]) | Int(bytes[2 * place + 1]) << 8
                    guard number < lost else { continue }
                    for i in place * channels..<(place + 1) * channels { pixels[i] = number < white ? 255 : 0 }
                }
            }
        }
    }
}
