extension Bitmap {
    /// Paints over the page: the paint hides what it covers, and has a colour of its own under the page's light.
    ///
    /// A pixel becomes `page * (1 - coverage * opacity) + color * light * coverage * opacity`, where `light` is how much
    /// lighter the page is there than around it: its grain and its folds go on in the paint.
    /// - Parameters:
    ///   - mask: coverage, of the page's size.
    ///   - color: for each channel, how light the paint is, 0...1.
    ///   - opacity: the share of the page that full coverage hides, 0...1.
    ///   - relief: how much of the page's grain shows in the paint, 0...1.
    package mutating func paint(_ mask: Bitmap, color: [Double], opacity: Double, relief: Double) {
        precondition(mask.width == width && mask.height == height && mask.channels == 1, "mask and page differ")
        precondition(color.count == channels, "\(color.count) values for \(channels) channels")
        let light = relief > 0 ? grain(relief) : nil
        let levels = color.map { Float(max(0, min(1, $0)) * 255) }
        let share = Float(max(0, min(1, opacity)) / 255)
        let channels = self.channels
        mask.withPixels { cover in
            withMutablePixels { page in
                for i in 0..<cover.count where cover[i] != 0 {
                    let hidden = Float(cover[i]) * share
                    let lit = light.map { $0[i] } ?? 1
                    for c in 0..<channels {
                        let k = i * channels + c
                        let value = Float(page[k]) * (1 - hidden) + min(255, levels[c] * lit) * hidden
                        page[k] = UInt8(value.rounded())
                    }
                }
            }
        }
    }

    /// Adds light of a colour to the page, as lamps and screens do: what is lit already gets less of it.
    ///
    /// A pixel becomes `1 - (1 - page) * (1 - color * coverage)`.
    /// - Parameters:
    ///   - mask: how much light there is, of the page's size.
    ///   - color: for each channel, the light at full coverage, 0...1.
    package mutating func shine(_ mask: Bitmap, color: [Double]) {
        precondition(mask.width == width && mask.height == height && mask.channels == 1, "mask and page differ")
        precondition(color.count == channels, "\(color.count) values for \(channels) channels")
        let shares = color.map { Float(max(0, min(1, $0)) / 255) }
        let channels = self.channels
        mask.withPixels { light in
            withMutablePixels { page in
                for i in 0..<light.count where light[i] != 0 {
                    for c in 0..<channels {
                        let k = i * channels + c
                        page[k] = 255 - UInt8((Float(255 - page[k]) * (1 - Float(light[i]) * shares[c])).rounded())
                    }
                }
            }
        }
    }

    /// How much lighter each pixel is than its surroundings, within a third either way; 1 where it is as light.
    private func grain(_ relief: Double) -> [Float] {
        let own = grey
        var around = own
        around.blur(deviation: 3)
        let share = Float(max(0, min(1, relief)))
        return zip(own.pixels, around.pixels).map { pixel, mean in
            // Where it is nearly black a level or two would be large parts of it.
            let ratio = (Float(pixel) + 24) / (Float(mean) + 24)
            return 1 + share * (max(0.67, min(1.33, ratio)) - 1)
        }
    }
}
