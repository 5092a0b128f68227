import Glibc
package import Neural

/// A network that tells a text character by character, each from those before, until it tells its end.
///
/// The class after the last character is the end, and the one behind that, which is only ever given, is the start.
package protocol TokenModel: TextModel {
    /// The class that ends a text.
    var end: Int { get }

    /// Characters of the longest text that it tells.
    var longest: Int { get }

    /// What it keeps in sight of images `[N, C, H, W]` while it tells their texts.
    func look(at images: Variable) throws(NeuralError) -> Sight

    /// What comes behind each character of beginnings of texts, all of one length L, one for each image in sight.
    ///
    /// - Returns: what speaks for each class, `[L + 1, N, classes]`, and how much each step looks at each place,
    ///   `[N, L + 1, places]`.
    func tell(after beginnings: [[Int]], _ sight: Sight) throws(NeuralError) -> (logits: Variable, looks: Variable)

    /// The column of an image in the middle of a place, px.
    func column(ofPlace place: Int) -> Double
}

/// What a network keeps in sight of images: tensors that have a part for each image along their first axis.
package struct Sight {
    /// How many images there are.
    package let count: Int
    /// The tensors.
    package let tensors: [Variable]

    /// One of the images, so many times.
    func repeated(_ number: Int, times: Int) throws(NeuralError) -> Sight {
        var parts: [Variable] = []
        for tensor in tensors {
            let size = tensor.shape[0] / count
            let part = try tensor.sliced(axis: 0, number * size..<(number + 1) * size)
            parts.append(times == 1 ? part : try Variable.concatenated(Array(repeating: part, count: times), axis: 0))
        }
        return Sight(count: times, tensors: parts)
    }
}

extension TokenModel {
    /// The cross-entropy of each true character and of the end, each behind the true characters before it.
    package func loss(of batch: Batch, on tape: Tape) throws -> BatchLoss {
        let labels = batch.examples.map { $0.classes.count <= longest ? $0.classes : nil }
        let known = labels.compactMap(\.self)
        let length = known.map(\.count).max() ?? 0
        // What stands behind a text's end counts for nothing.
        let beginnings = labels.map { ($0 ?? []) + [Int](repeating: end, count: length - ($0?.count ?? 0)) }
        let truth = (0...length).flatMap { step in
            labels.map { label in label.flatMap { step < $0.count ? $0[step] : step == $0.count ? end : nil } }
        }
        let sight = try look(at: tape.constant(try batch.images.tensor(tape.context.engine)))
        let logits = try tell(after: beginnings, sight).logits
        let rows = try logits.reshaped(truth.count, logits.shape[2])
        return BatchLoss(
            mean: try rows.crossEntropy(truth, over: max(1, known.count)), count: known.count,
            misfits: labels.count - known.count)
    }

    /// Tells the most probable character each time, for all images side by side.
    package func impressions(of images: PaddedImages, on tape: Tape) throws -> [any Impression] {
        let sight = try look(at: tape.constant(try images.tensor(tape.context.engine)))
        var told = [[Token]](repeating: [], count: images.count)
        for _ in 0...longest where !told.allSatisfy({ $0.last?.category == end }) {
            let all = try next(after: told.map { $0.map(\.category) }, sight)
            for (number, next) in all.enumerated() { told[number].append(next.best) }
        }
        return told.enumerated().map { number, tokens in
            TokenImpression(self, sight, number, tokens)
        }
    }

    package func obstacle(to example: Example, width: Int) -> Obstacle? {
        guard example.classes.count > longest else { return nil }
        return Obstacle(
            reason: "has \(example.classes.count) characters, and the model tells at most \(longest)",
            summary:
                "are longer than the texts that the model tells; they can't be learnt. Raise longest, a key of the model"
        )
    }

    /// It looks wherever it likes for each character.
    package func timeSteps(width: Int) -> Int? { nil }

    /// Steps are columns of the image.
    package func center(ofStep step: Int, width: Int) -> Double { Double(step) + 0.5 }

    /// Whether a training is stuck at texts that do not end.
    package var measures: [Measure] { [Measure(name: "endless_share", title: "endless")] }

    package func check(_ decoder: any FrameDecoder) throws(RecognitionError) {
        if decoder is GreedyDecoder { return }
        if let beam = decoder as? BeamDecoder, beam.labels == nil { return }
        throw RecognitionError(
            .config,
            "this model tells one character after the other, so that it can't be held to a pattern or to a list of words: read "
                + "with the decoder greedy or beam alone. Models of time steps, such as crnn and compact, can be held to them"
        )
    }

    /// What comes behind beginnings of texts, all of one length, one for each image in sight.
    func next(after beginnings: [[Int]], _ sight: Sight) throws(NeuralError) -> [NextToken] {
        let (logits, looks) = try tell(after: beginnings, sight)
        let (last, classCount, places) = (logits.shape[0] - 1, logits.shape[2], looks.shape[2])
        let logarithms = try logits.sliced(axis: 0, last..<last + 1).logSoftmax().value.values()
        let weights = try looks.sliced(axis: 1, last..<last + 1).value.values()
        return beginnings.indices.map { number in
            let own = weights[number * places..<(number + 1) * places]
            let column = own.enumerated().reduce(0.0) { $0 + Double($1.element) * self.column(ofPlace: $1.offset) }
            return NextToken(
                logarithms: Array(logarithms[number * classCount..<(number + 1) * classCount]), column: Int(column))
        }
    }
}

/// A character that was told, or the end.
struct Token: Sendable, Hashable {
    /// Its class.
    let category: Int
    /// The logarithm of its probability behind those before it.
    let logarithm: Double
    /// The column of the image in the middle of what was looked at, px.
    let column: Int
    /// The entropy over all classes, in nats.
    let entropy: Double
}

/// What may come behind a beginning of a text.
struct NextToken: Sendable {
    /// The logarithms of the classes' probabilities.
    let logarithms: [Float]
    /// The column of the image in the middle of what was looked at, px.
    let column: Int

    /// A class, told.
    func token(_ category: Int) -> Token {
        let entropy = logarithms.reduce(0.0) { $1 > -.infinity ? $0 - Double($1) * exp(Double($1)) : $0 }
        return Token(category: category, logarithm: Double(logarithms[category]), column: column, entropy: entropy)
    }

    /// The most probable class, told.
    var best: Token { token(logarithms.indices.max { logarithms[$0] < logarithms[$1] } ?? 0) }
}
