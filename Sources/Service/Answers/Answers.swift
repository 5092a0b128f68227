import Imaging
import Recognition

/// A picture's reading, as clients get it.
struct PictureAnswer: Encodable, Sendable {
    struct Character: Encodable, Sendable {
        let character: String
        let probability: Double
        /// Left, top, width and height in the picture, px.
        let box: [Double]
    }

    struct Alternative: Encodable, Sendable {
        let prediction: String
        let probability: Double
    }

    let prediction: String
    let probability: Double
    let characters: [Character]
    /// Missing where none were asked for.
    let alternatives: [Alternative]?
}

extension PictureAnswer {
    init(_ reading: Reading, alternatives: Bool) {
        prediction = reading.text
        probability = reading.probability.shown
        characters = reading.characters.map { letter in
            Character(
                character: String(letter.character), probability: letter.probability.shown,
                box: [letter.place.left, letter.place.top, letter.place.width, letter.place.height].map {
                    ($0 * 10).rounded() / 10
                })
        }
        self.alternatives =
            alternatives
            ? reading.alternatives.map { Alternative(prediction: $0.text, probability: $0.probability.shown) } : nil
    }
}

/// The answer to one picture: what was read, and by which model.
struct SingleAnswer<Picture: Encodable & Sendable>: Encodable, Sendable {
    let picture: Picture
    let model: String
    let milliseconds: Double

    private enum Key: String, CodingKey { case model, milliseconds }

    func encode(to encoder: any Encoder) throws {
        try picture.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(model, forKey: .model)
        try container.encode(milliseconds, forKey: .milliseconds)
    }
}

/// The answer to several.
struct ListAnswer: Encodable, Sendable {
    let predictions: [PictureAnswer]
    let model: String
    let milliseconds: Double
}

/// A date that was read.
struct DateAnswer: Encodable, Sendable {
    /// As it stands in the picture.
    let date: String
    /// The day, `yyyy-MM-dd`; missing where the text is no date.
    let iso8601: String?
    /// Other days that the text may mean, such as where day and month could be the other way round.
    let alsoPossible: [String]
    let probability: Double
    let characters: [PictureAnswer.Character]

    private enum CodingKeys: String, CodingKey {
        case date, iso8601, probability, characters
        case alsoPossible = "also_possible"
    }

    init(_ reading: Reading, days: [String]) {
        let answer = PictureAnswer(reading, alternatives: false)
        date = reading.text
        iso8601 = days.first
        alsoPossible = Array(days.dropFirst())
        probability = answer.probability
        characters = answer.characters
    }
}

/// The answer to several of them.
struct DateListAnswer: Encodable, Sendable {
    let dates: [DateAnswer]
    let model: String
    let milliseconds: Double
}

extension Double {
    /// A probability in as many digits as say something.
    fileprivate var shown: Double { (self * 1e4).rounded() / 1e4 }
}
