import Glibc
import Neural

/// What a network that tells character by character says of one image.
struct TokenImpression: Impression {
    private let model: any TokenModel
    private let sight: Sight
    /// The image's number among those in sight.
    private let number: Int
    /// The most probable character each time, up to the end.
    private let tokens: [Token]
    /// Whether an end was told.
    private let isEnded: Bool

    /// An impression by what was told of an image; what is told behind the end is left out.
    init(_ model: any TokenModel, _ sight: Sight, _ number: Int, _ told: [Token]) {
        (self.model, self.sight, self.number) = (model, sight, number)
        let end = told.firstIndex { $0.category == model.end }
        isEnded = end != nil
        tokens = Array(told[...(end ?? told.count - 1)])
    }

    func text(by decoder: any FrameDecoder, _ alphabet: Alphabet) throws -> Transcription {
        try model.check(decoder)
        if decoder is GreedyDecoder { return Transcription(tokens, alphabet) }
        return try texts(1, by: decoder, alphabet).first ?? Transcription(tokens, alphabet)
    }

    func texts(_ count: Int, by decoder: any FrameDecoder, _ alphabet: Alphabet) throws -> [Transcription] {
        try model.check(decoder)
        let width = max(count, ((decoder as? BeamDecoder) ?? BeamDecoder()).width)
        return try beam(width).prefix(count).map { Transcription($0, alphabet) }
    }

    func logProbability(of classes: [Int]) throws -> Double {
        guard classes.count <= model.longest else { return -.infinity }
        let logits = try model.tell(after: [classes], sight.repeated(number, times: 1)).logits
        let (logarithms, classCount) = (try logits.logSoftmax().value.values(), logits.shape[2])
        return (classes + [model.end]).enumerated().reduce(0) { sum, next in
            sum + Double(logarithms[next.offset * classCount + next.element])
        }
    }

    var meanEntropy: Double { tokens.reduce(0) { $0 + $1.entropy } / Double(max(1, tokens.count)) }

    /// The share of texts that do not end.
    var shares: [Share] { [Share(part: isEnded ? 0 : 1, whole: 1)] }

    /// The most probable texts, the most probable one first, by a search that keeps the best beginnings of each length.
    private func beam(_ width: Int) throws -> [[Token]] {
        var open: [Told] = [Told()]
        var ended: [Told] = []
        for length in 0...model.longest where !open.isEmpty {
            let all = try model.next(after: open.map(\.classes), sight.repeated(number, times: open.count))
            var longer: [Told] = []
            for (told, next) in zip(open, all) {
                // The longest text can go on in one way alone.
                let categories = length == model.longest ? model.end..<model.end + 1 : next.logarithms.indices
                for category in categories { longer.append(told.adding(next.token(category))) }
            }
            let best = longer.sorted { $0.logProbability > $1.logProbability }.prefix(width)
            ended += best.filter { $0.tokens.last?.category == model.end }
            ended = Array(ended.sorted { $0.logProbability > $1.logProbability }.prefix(width))
            // What is less probable than all that has ended only gets less so.
            let least = ended.count == width ? ended.last?.logProbability ?? -.infinity : -.infinity
            open = best.filter { $0.tokens.last?.category != model.end && $0.logProbability > least }
        }
        return ended.map(\.tokens)
    }

    /// A beginning of a text, or a text with its end.
    private struct Told {
        var tokens: [Token] = []
        var logProbability = 0.0
        var classes: [Int] { tokens.map(\.category) }

        func adding(_ token: Token) -> Told {
            Told(tokens: tokens + [token], logProbability: logProbability + token.logarithm)
        }
    }
}

extension Transcription {
    /// The transcription of characters that were told one after the other, an end among them or not.
    fileprivate init(_ tokens: [Token], _ alphabet: Alphabet) {
        let letters = tokens.filter { $0.category != alphabet.blank }
        self.init(
            letters.map(\.category), logProbability: tokens.reduce(0) { $0 + $1.logarithm }, alphabet,
            peaks: letters.map { ($0.column, exp($0.logarithm)) })
    }
}
