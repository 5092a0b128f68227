/// Pixels with a trailing alpha, laid on white.
enum Transparency {
    /// One value on white.
    @inline(__always)
    static func onWhite(_ value: UInt8, alpha: UInt8) -> UInt8 {
        let (value, alpha) = (Int(value), Int(alpha))
        let sum = value * alpha + 255 * (255 - alpha)
        return UInt8((sum + 127) / 255)
    }

    /// All pixels of `colours` channels and an alpha on white.
    static func onWhite(_ pixels: [UInt8], colours: Int) -> [UInt8] {
        let count = pixels.count / (colours + 1)
        return [UInt8](unsafeUninitializedCapacity: count * colours) { target, initialized in
            for i in 0..<count {
                let alpha = pixels[i * (colours + 1) + colours]
                for c in 0..<colours {
                    target[i * colours + c] = onWhite(pixels[i * (colours + 1) + c], alpha: alpha)
                }
            }
            initialized = count * colours
        }
    }
}
