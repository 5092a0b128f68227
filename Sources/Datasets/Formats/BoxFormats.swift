import Imaging
import Samples

extension DatasetFormat {
    /// `trdg_boxes/train/000001_boxes.txt`: `x1 y1 x2 y2` for each character.
    public static let trdgBoxes = DatasetFormat(TRDGBoxesFormat())
    /// `trdg_masks/train/000001_mask.png`: each character's ink in a colour that is its number.
    public static let trdgMasks = DatasetFormat(TRDGMasksFormat())
}

/// TextRecognitionDataGenerator's boxes, `-obb 1`: px from the top left, one box a line.
struct TRDGBoxesFormat: WrittenFormat {
    let name = "trdg_boxes"
    let example = "6 9 17 31"
    let holdsPages = true

    var sampleFile: SampleFilePlace? { .folder(name, ending: "_boxes.txt") }

    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) {
        for character in sample.characters {
            let box = PixelBox(character.quad, in: sample)
            bytes.append("\(box.left) \(box.top) \(box.right) \(box.bottom)\n")
        }
    }

    func lack(in sample: SampleEntry) -> String? { sample.lackOfBoxes }

    /// It holds no label.
    func reasonItCannotHold(_ label: String) -> String? { nil }
}

/// TextRecognitionDataGenerator's masks: the ink of the n-th character, from 1, has the colour (n / 65025, n / 255, n % 255).
struct TRDGMasksFormat: WrittenFormat {
    let name = "trdg_masks"
    let example = "000001_mask.png"
    let holdsPages = true

    var sampleFile: SampleFilePlace? { .folder(name, ending: "_mask.png") }

    /// From how much ink on it on a pixel is a character's, of 255.
    private static let least: UInt8 = 64

    func appendFile(of sample: SampleEntry, _ style: TextStyle, into bytes: inout [UInt8]) throws {
        var colours = Bitmap(width: sample.width, height: sample.height, channels: 3)
        let (mask, width) = (sample.mask, sample.width)
        colours.withMutablePixels { pixels in
            for (place, character) in sample.characters.enumerated() {
                let (box, number) = (PixelBox(character.quad, in: sample), place + 1)
                for y in box.top..<box.bottom {
                    for x in box.left..<box.right where mask.pixels[y * width + x] >= Self.least {
                        let pixel = 3 * (y * width + x)
                        pixels[pixel] = UInt8(truncatingIfNeeded: number / 65025)
                        pixels[pixel + 1] = UInt8(truncatingIfNeeded: number / 255)
                        pixels[pixel + 2] = UInt8(truncatingIfNeeded: number % 255)
                    }
                }
            }
        }
        var file: [UInt8] = []
        do {
            try PNGEncoder().encode(colours, into: &file)
        } catch {
            throw DatasetError(
                .sample, "\(String(decoding: sample.path, as: UTF8.self)): the mask: \(error)", cause: error)
        }
        bytes.append(contentsOf: file)
    }

    func lack(in sample: SampleEntry) -> String? {
        if let lack = sample.lackOfBoxes { return lack }
        return sample.mask.width == sample.width && sample.mask.height == sample.height
            ? nil : "the mask of the ink, which is not known"
    }

    /// It holds no label.
    func reasonItCannotHold(_ label: String) -> String? { nil }
}

/// The whole pixels that a quad touches within its picture.
struct PixelBox: Hashable {
    let left: Int
    let top: Int
    /// One past the last.
    let right: Int
    let bottom: Int

    init(_ quad: Quad, in sample: SampleEntry) {
        func clip(_ value: Double, _ limit: Int) -> Int { value > 0 ? min(Int(min(value, 1e9)), limit) : 0 }
        let box = quad.bounds
        left = clip(box.left.rounded(.down), sample.width)
        top = clip(box.top.rounded(.down), sample.height)
        right = max(left, clip(box.right.rounded(.up), sample.width))
        bottom = max(top, clip(box.bottom.rounded(.up), sample.height))
    }
}
