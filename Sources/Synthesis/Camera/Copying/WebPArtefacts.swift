import Configs
import Imaging

/// Leaves the traces of lossy WebP.
struct WebPArtefacts: CameraStage {
    var quality = Count(10...80)

    init() {}

    static let name = "webp"
    static let summary =
        "Leaves traces like those of lossy WebP: blocks of 4×4 px, guessed from their neighbours and smoothed at their "
        + "seams. An imitation: it works as that format's still pictures do, but writes no file and is not bit for bit "
        + "what an encoder makes."
    static let shorthand: String? = "quality"
    static var fields: [Field<WebPArtefacts>] {
        [Field("quality", \.quality, in: 0...100, "What an encoder's quality of that number comes near to.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let coder = BlockCoder(quality: chooser.count("quality", quality))
        guard picture.channels == 3 else {
            picture = coder.coded(picture)
            return
        }
        // Colour is kept at half the resolution, as in the format.
        let luma = picture.grey
        let halves = [(0, Int32(183)), (2, Int32(144))].map { channel, scale in
            coder.coded(
                picture.difference(of: channel, from: luma, times: scale)
                    .resized(width: (picture.width + 1) / 2, height: (picture.height + 1) / 2)
            ).resized(width: picture.width, height: picture.height)
        }
        picture.join(luma: coder.coded(luma), red: halves[0], blue: halves[1])
    }
}

extension Bitmap {
    /// How much a channel differs from the luminance, around 128; 256ths.
    fileprivate func difference(of channel: Int, from luma: Bitmap, times scale: Int32) -> Bitmap {
        Bitmap(width: width, height: height) { target in
            withPixels { pixels in
                luma.withPixels { luma in
                    for i in 0..<target.count {
                        let difference = Int32(pixels[3 * i + channel]) - Int32(luma[i])
                        target[i] = level(128 + (difference * scale + 128) >> 8)
                    }
                }
            }
        }
    }

    /// Makes an RGB picture of luminance and colour differences (ITU-R BT.601, full range).
    fileprivate mutating func join(luma: Bitmap, red: Bitmap, blue: Bitmap) {
        luma.withPixels { luma in
            red.withPixels { red in
                blue.withPixels { blue in
                    withMutablePixels { pixels in
                        for i in 0..<luma.count {
                            let (y, cr, cb) = (Int32(luma[i]), Int32(red[i]) - 128, Int32(blue[i]) - 128)
                            pixels[3 * i] = level(y + (359 * cr + 128) >> 8)
                            pixels[3 * i + 1] = level(y - (183 * cr + 88 * cb + 128) >> 8)
                            pixels[3 * i + 2] = level(y + (454 * cb + 128) >> 8)
                        }
                    }
                }
            }
        }
    }
}
