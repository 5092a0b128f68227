import Imaging
import Samples

/// Samples drawn by hand: each character of the label is a dark block of 10 x `height / 2` px, 14 px apart.
func fakeSample(
    _ index: Int, label: String, width: Int? = nil, height: Int = 40, channels: Int = 1, split: Split = .train,
    seed: UInt64 = 42, tilt: Double = 0
) -> Sample {
    let count = label.count
    let width = width ?? 14 * count + 16
    var image = Bitmap(width: width, height: height, channels: channels, filledWith: 205)
    var mask = Bitmap(width: width, height: height)
    var characters: [Sample.CharacterBox] = []
    let (top, bottom) = (height / 4, height / 4 + height / 2)
    for (i, character) in label.enumerated() where 10 + 14 * i + 10 < width {
        let left = 10 + 14 * i
        for y in top..<bottom {
            for x in left..<left + 10 where (x + y) % 7 > 1 {
                for c in 0..<channels { image[x, y, c] = UInt8(40 + 30 * c) }
                mask[x, y] = 255
            }
        }
        var quad = Quad(
            Rect(left: Double(left), top: Double(top), right: Double(left + 10), bottom: Double(bottom)))
        quad.topLeft.y += tilt
        quad.bottomLeft.x += tilt
        characters.append(Sample.CharacterBox(text: String(character), quad: quad))
    }
    let right = characters.last?.quad.bottomRight.x ?? 10
    return Sample(
        key: SampleKey(seed: seed, split: split, index: index), image: image, label: label, mask: mask,
        textQuad: Quad(Rect(left: 10, top: Double(top), right: right, bottom: Double(bottom))),
        characters: characters)
}
