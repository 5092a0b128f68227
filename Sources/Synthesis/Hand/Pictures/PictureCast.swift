import Configs
import Handwriting
import Imaging
import Samples

/// Chooses the pictures of one text, and how each departs from the way it was stored.
struct PictureCast {
    private let hand: PictureHand
    private let collection: CharacterCollection
    private let split: Split
    private let key: Chooser
    /// What the text's pictures are to look like; set by its first.
    private var model: InkMeasure?
    private var choice, size, rotation, slant, thickness, lift, pressure: KeyedGenerator
    /// The numbers of the pictures in use, in the order of the text.
    private(set) var drawn: [Int] = []
    private var marks = 0

    /// Out of how many pictures the one is taken that is most like the first.
    private static let candidates = 24

    init(_ hand: PictureHand, _ collection: CharacterCollection, _ chooser: Chooser) {
        self.hand = hand
        self.collection = collection
        key = chooser
        split = chooser.key.split
        choice = chooser.generator("pictures")
        size = chooser.generator("size")
        rotation = chooser.generator("rotation")
        slant = chooser.generator("slant")
        thickness = chooser.generator("thickness")
        lift = chooser.generator("lift")
        pressure = chooser.generator("pressure")
    }

    /// The pictures of a line; nil where there is none of a character.
    mutating func pictures(for line: String) -> [CastPicture]? {
        var pictures: [CastPicture] = []
        for character in line {
            if character == " " {
                pictures.append(CastPicture(character: character, ink: Bitmap(width: 0, height: 0)))
            } else if character.isMark(beside: collection) {
                pictures.append(mark(character))
            } else {
                let all = collection.indices(of: character, in: split)
                guard !all.isEmpty else { return nil }
                pictures.append(picture(character, number: pick(of: all)))
            }
        }
        return pictures
    }

    /// The number of a picture: any, or of some the one most like the first of the text.
    private mutating func pick(of all: [Int]) -> Int {
        func any() -> Int { all[Count(0...all.count - 1).draw(using: &choice)] }
        guard hand.style == .kept, all.count > 1 else { return any() }
        guard let model else {
            let first = any()
            self.model = collection.measure(first)
            return first
        }
        var best = (number: all[0], distance: Double.infinity)
        for _ in 0..<Self.candidates {
            let number = any()
            let distance = collection.measure(number).distance(to: model)
            if distance < best.distance { best = (number, distance) }
        }
        return best.number
    }

    private mutating func picture(_ character: Character, number: Int) -> CastPicture {
        drawn.append(number)
        var picture = CastPicture(character: character, ink: collection.picture(number))
        picture.source = number
        picture.size = hand.size.draw(using: &size)
        picture.rotation = hand.rotation.draw(using: &rotation)
        picture.slant = hand.slant.draw(using: &slant)
        picture.thickness = hand.thickness.draw(using: &thickness)
        picture.lift = hand.lift.draw(using: &lift)
        picture.pressure = hand.pressure.draw(using: &pressure)
        return picture
    }

    /// A mark by a writer with a pen like that of the pictures.
    private mutating func mark(_ character: Character) -> CastPicture {
        let stream = key.generator("mark\(marks)")
        marks += 1
        // Where no picture came before: MNIST's usual stroke.
        let (width, lean) = model.map { ($0.strokeWidth, $0.slant) } ?? (2.4, 8)
        let writer = Writer(key.generator("writer")).matching(strokeWidth: width / 20, slant: lean)
        var picture = CastPicture(character: character, ink: Bitmap(width: 0, height: 0))
        picture.strokes = { height in try writer.line(String(character), digitHeight: height, stream)?.glyphs.first }
        picture.pressure = hand.pressure.draw(using: &pressure)
        return picture
    }
}

extension InkMeasure {
    /// How unlike two pictures are: half a px of stroke width counts as much as ten degrees of slant and as four px
    /// of height.
    fileprivate func distance(to other: InkMeasure) -> Double {
        let (width, lean) = ((strokeWidth - other.strokeWidth) / 0.5, (slant - other.slant) / 10)
        let height = Double(rows.count - other.rows.count) / 4
        return width * width + lean * lean + height * height
    }
}
