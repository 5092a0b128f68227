import Configs
import Foundation
import Imaging
import Samples

/// Casts the shadow of something outside of the picture.
struct CastShadow: CameraStage {
    var strength = Quantity(0.15...0.5)
    var softness = Quantity(4...40)
    var place = Quantity(0.2...0.8)
    var degrees = Quantity(0...360)
    var bend = Quantity(0...0.15)

    init() {}

    static let name = "cast_shadow"
    static let summary =
        "Casts the shadow of a head, a hand or the camera itself across the page: darker on one side of a soft, slightly "
        + "bent edge. On RGB pages it is a little bluish."
    static let shorthand: String? = "strength"
    static var fields: [Field<CastShadow>] {
        [
            Field("strength", \.strength, in: 0...1, "How much of the light it takes. Up to 0.7 is safe."),
            Field("softness", \.softness, in: 0.5...1000, unit: "px", "How wide the edge is, from light to dark."),
            Field("place", \.place, in: 0...1, "Where the edge lies: at 0 all is dark, at 1 nothing is."),
            Field(
                "degrees", \.degrees, in: -360...360, unit: "degrees",
                "Where the dark side is: 0 to the right, 90 below."),
            Field("bend", \.bend, in: 0...1, "How far the edge leaves a straight line, in shares of the page's width."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let strength = chooser.number("strength", strength)
        let softness = chooser.number("softness", softness)
        let place = chooser.number("place", place)
        let turn = Projection.rotation(degrees: chooser.number("degrees", degrees))(Point(x: 1, y: 0))
        let bend = chooser.number("bend", bend)
        guard strength > 0 else { return }
        let (width, height) = (Double(picture.width), Double(picture.height))
        // The edge runs from where its soft part just leaves the page to where it just enters.
        let reach = (abs(turn.x) * width + abs(turn.y) * height + softness) / 2
        let length = (abs(turn.y) * width + abs(turn.x) * height) / 2 + 2
        var generator = chooser.generator("edge")
        let (first, second) = (generator.share(0.6, 1.2), generator.share(2, 3.5))
        let (start, wobble) = (generator.share(), generator.share())
        // How far the edge lies from the page's middle, 65536ths of a px, for each px along it.
        let edge = (0..<Int(2 * length) + 2).map { (step: Int) -> Int in
            let t = (Double(step) - length) / (2 * length)
            let large = sin(2 * Double.pi * (t * first + start))
            let small = sin(2 * Double.pi * (t * second + wobble))
            let away = (2 * place - 1) * reach + bend * width / 2 * (0.8 * large + 0.2 * small)
            return Int(away * 65536)
        }
        let profile: [UInt8] = (0...256).map { step in
            let t = Double(step) / 256
            return UInt8((t * t * (3 - 2 * t) * 255).rounded())
        }
        let pace = Int(256 * 65536 / softness)
        let (nx, ny) = (Int(turn.x * 65536), Int(turn.y * 65536))
        let mask = Bitmap(width: picture.width, height: picture.height) { pixels in
            edge.withUnsafeBufferPointer { edge in
                for y in 0..<picture.height {
                    let (dx, dy) = (0.5 - width / 2, Double(y) + 0.5 - height / 2)
                    var off = Int((dx * turn.x + dy * turn.y) * 65536)
                    var along = Int((dy * turn.x - dx * turn.y + length) * 65536)
                    for x in 0..<picture.width {
                        let away = off - edge[max(0, min(edge.count - 1, along >> 16))]
                        let step = 128 + ((away >> 8) * pace) >> 24
                        pixels[y * picture.width + x] = profile[max(0, min(256, step))]
                        off += nx
                        along -= ny
                    }
                }
            }
        }
        let tint = picture.channels == 1 ? [1.0] : [1, 0.96, 0.88]
        picture.printInk(mask, absorption: tint.map { $0 * strength })
    }
}
