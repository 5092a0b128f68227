import Imaging
import Samples

extension TRDGBoxesFormat: PlaceFormat {
    private func files(in root: String) -> PictureFiles { PictureFiles(root: root, folder: name, ending: "_boxes.txt") }

    func isThere(in root: String) throws -> Bool { try files(in: root).areThere }

    func places(in root: String) throws -> any PlaceSource { TRDGBoxes(files: files(in: root)) }
}

/// The boxes in files beside pictures, or in this program's folder.
private struct TRDGBoxes: PlaceSource {
    let files: PictureFiles

    /// The longest file, bytes.
    private static let longest = 1 << 22

    func add(to row: inout StoredRow, picture: String, place: RowPlace) throws(RowProblem) {
        guard let path = files.path(of: picture) else {
            throw RowProblem(
                "there is no file of boxes, such as \(ImagePaths.stemName(of: picture))\(files.ending): add it")
        }
        guard let file = try? Descriptor.reading(path), let bytes = try? file.read(count: Self.longest, at: 0),
            let text = String(validating: bytes, as: UTF8.self), bytes.count < Self.longest
        else { throw RowProblem("\(path) can't be read, or is no text") }
        var boxes: [Quad] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let fields = line.split(whereSeparator: \.isWhitespace)
            if fields.isEmpty { continue }
            guard let box = Rect(edges: fields) else {
                throw RowProblem(
                    "\(path):\(number + 1): no box: \(String(line.prefix(400)).quotedForMessage); each line is like 6 9 17 31"
                )
            }
            boxes.append(Quad(box))
        }
        try row.take(boxes, from: path)
    }
}

extension TRDGMasksFormat: PlaceFormat {
    private func files(in root: String) -> PictureFiles { PictureFiles(root: root, folder: name, ending: "_mask.png") }

    func isThere(in root: String) throws -> Bool { try files(in: root).areThere }

    func places(in root: String) throws -> any PlaceSource { TRDGMasks(files: files(in: root)) }
}

/// The masks beside pictures, or in this program's folder, which are read when their pictures are.
private struct TRDGMasks: PlaceSource {
    let files: PictureFiles

    func add(to row: inout StoredRow, picture: String, place: RowPlace) throws(RowProblem) {
        guard let path = files.path(of: picture) else {
            throw RowProblem("there is no mask, such as \(ImagePaths.stemName(of: picture))\(files.ending): add it")
        }
        (row.maskFile, row.hasNumberedMask) = (path, true)
    }
}

/// A mask in which the n-th character's ink, from 1, has the colour (n / 65025, n / 255, n % 255).
struct NumberedMask {
    /// All ink as 255.
    let ink: Bitmap
    /// The characters' boxes; an empty one where a character has no ink.
    let characters: [Sample.CharacterBox]

    /// - Throws: `ImagingError` where the mask is of another size than its picture, or has more characters than its label.
    init(_ mask: Bitmap, label: String, size picture: Bitmap, _ path: String) throws(ImagingError) {
        guard mask.width == picture.width, mask.height == picture.height else {
            throw ImagingError(
                .corrupt,
                "\(path): the mask has \(mask.width)x\(mask.height) px, and its picture \(picture.width)x\(picture.height)"
            )
        }
        var boxes: [Int: Rect] = [:]
        var ink = Bitmap(width: mask.width, height: mask.height)
        let isGrey = mask.channels == 1
        ink.withMutablePixels { target in
            for y in 0..<mask.height {
                for x in 0..<mask.width {
                    let place = y * mask.width + x
                    // A grey file has three equal parts, which no character has but the one that is none.
                    let number =
                        isGrey
                        ? Self.number(mask.pixels[place], mask.pixels[place], mask.pixels[place])
                        : Self.number(
                            mask.pixels[3 * place], mask.pixels[3 * place + 1], mask.pixels[3 * place + 2])
                    guard number > 0 else { continue }
                    target[place] = 255
                    let pixel = Rect(left: Double(x), top: Double(y), right: Double(x + 1), bottom: Double(y + 1))
                    boxes[number] = boxes[number]?.union(pixel) ?? pixel
                }
            }
        }
        let clusters = label.map(String.init)
        let most = boxes.keys.max() ?? 0
        let texts = most <= clusters.count ? clusters : label.unicodeScalars.map { String($0) }
        guard most <= texts.count else {
            throw ImagingError(
                .corrupt,
                "\(path): the mask has a character \(most), and the label \(label.quotedForMessage) \(clusters.count)")
        }
        self.ink = ink
        characters = texts.enumerated().map { place, text in
            Sample.CharacterBox(text: text, quad: Quad(boxes[place + 1] ?? .empty))
        }
    }

    /// The number of a colour: in TextRecognitionDataGenerator's way the second part counts 255 of the third.
    private static func number(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
        65025 * Int(red) + 255 * Int(green) + Int(blue)
    }
}

extension Rect {
    /// The box of four fields of numbers: left, top, right, bottom; nil where they are none.
    init?(edges fields: [Substring]) {
        let numbers = fields.compactMap { Double($0) }
        guard numbers.count == 4, fields.count == 4, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e9 }),
            numbers[0] <= numbers[2], numbers[1] <= numbers[3]
        else { return nil }
        self.init(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    }
}

extension ImagePaths {
    /// A picture's name without its folders and its extension.
    static func stemName(of picture: String) -> String {
        let bytes = Array(picture.utf8)
        return String(decoding: bytes[stem(of: bytes)], as: UTF8.self)
    }
}
