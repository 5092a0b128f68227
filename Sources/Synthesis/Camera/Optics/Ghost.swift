import Configs
import Foundation
import Imaging

/// Lays a second, fainter picture over the first, a little aside.
struct Ghost: CameraStage {
    var strength = Quantity(0.1...0.35)
    var distance = Quantity(2...6)
    var degrees = Quantity(-180...180)

    init() {}

    static let name = "ghost"
    static let summary =
        "Lays the picture over itself once more, fainter and a little aside, as glass that mirrors or a sheet that moved "
        + "does."
    static let shorthand: String? = "strength"
    static var fields: [Field<Ghost>] {
        [
            Field("strength", \.strength, in: 0...1, "The second picture's share. Up to 0.4 is safe."),
            Field("distance", \.distance, in: 0...256, unit: "px", "How far aside it lies, in whole px."),
            Field("degrees", \.degrees, in: -360...360, unit: "degrees", "Where to: 0 is right, 90 is down."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let share = parts(chooser.number("strength", strength))
        let (distance, angle) = (chooser.number("distance", distance), chooser.number("degrees", degrees) * .pi / 180)
        let (right, down) = (Int((distance * cos(angle)).rounded()), Int((distance * sin(angle)).rounded()))
        guard share > 0, right != 0 || down != 0 else { return }
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        darkroom.bytes.removeAll(keepingCapacity: true)
        picture.withPixels { darkroom.bytes.append(contentsOf: $0) }
        darkroom.bytes.withUnsafeBufferPointer { old in
            picture.withMutablePixels { pixels in
                for y in 0..<height {
                    // Beyond the edge the picture goes on as it ends there.
                    let row = max(0, min(height - 1, y - down)) * width
                    for x in 0..<width {
                        let from = (row + max(0, min(width - 1, x - right))) * channels
                        let to = (y * width + x) * channels
                        for c in 0..<channels {
                            let value = Int32(pixels[to + c])
                            pixels[to + c] = level(value + ((Int32(old[from + c]) - value) * share + 32768) >> 16)
                        }
                    }
                }
            }
        }
    }
}
