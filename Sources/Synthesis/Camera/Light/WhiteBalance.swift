import Configs
import Foundation
import Imaging

/// Sees the page in light of another colour.
struct WhiteBalance: CameraStage {
    var kelvin = Quantity(3800...9500)
    var tint = Quantity(-0.2...0.2)

    init() {}

    static let name = "white_balance"
    static let summary =
        "Sees the page in light of another colour than the camera is set for: reddish by a bulb, bluish in the shade. "
        + "Grey pages stay as they are."
    static let shorthand: String? = "kelvin"
    static var fields: [Field<WhiteBalance>] {
        [
            Field(
                "kelvin", \.kelvin, in: 2000...20_000, unit: "kelvin",
                "The light's colour temperature; the camera is set for 6500."),
            Field("tint", \.tint, in: -1...1, "How far the light leans towards green, below 0, or magenta."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let light = BlackBody.light(kelvin: chooser.number("kelvin", kelvin))
        let tint = chooser.number("tint", tint)
        guard picture.channels == 3 else { return }
        let neutral = BlackBody.light(kelvin: 6500)
        var factors = zip(light, neutral).map { pow(max(0, $0 / $1), 1 / displayGamma) }
        factors[1] *= 1 - 0.2 * tint
        // The lightness of white stays what it was.
        let lightness = 0.299 * factors[0] + 0.587 * factors[1] + 0.114 * factors[2]
        picture.apply(factors.map { factor in ToneCurve { $0 * factor / lightness } })
    }
}

/// The light of a hot body.
private enum BlackBody {
    /// Red, green and blue light, in linear sRGB, of a luminance of 1.
    ///
    /// The place on the Planckian locus is the cubic spline of Kim and others, US patent 7024034 (2006), as it is
    /// commonly quoted; it holds from 1667 to 25000 kelvin.
    static func light(kelvin: Double) -> [Double] {
        let t = 1000 / kelvin
        let x = cubic(
            kelvin <= 4000
                ? [-0.2661239, -0.2343589, 0.8776956, 0.179910] : [-3.0258469, 2.1070379, 0.2226347, 0.240390], t)
        let y: Double
        if kelvin <= 2222 {
            y = cubic([-1.1063814, -1.34811020, 2.18555832, -0.20219683], x)
        } else if kelvin <= 4000 {
            y = cubic([-0.9549476, -1.37418593, 2.09137015, -0.16748867], x)
        } else {
            y = cubic([3.0817580, -5.87338670, 3.75112997, -0.37001483], x)
        }
        let (sideX, sideZ) = (x / y, (1 - x - y) / y)
        let red: Double = 3.2406 * sideX - 1.5372 - 0.4986 * sideZ
        let green: Double = 1.8758 - 0.9689 * sideX + 0.0415 * sideZ
        let blue: Double = 0.0557 * sideX - 0.2040 + 1.0570 * sideZ
        return [red, green, blue]
    }

    private static func cubic(_ factors: [Double], _ x: Double) -> Double {
        factors.reduce(0) { $0 * x + $1 }
    }
}
