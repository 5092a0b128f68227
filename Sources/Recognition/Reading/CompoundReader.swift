package import Imaging

/// Pictures in, readings out: several models that read each picture, and whose readings are taken together.
///
/// The models may have different alphabets, and take pictures of different sizes. Where one of them reads letters without
/// their case, all are taken without. It belongs to one thread at a time.
package final class CompoundReader {
    /// The models, each with its way to find texts; at least one.
    package let readers: [Reader]
    /// Whether letters are read without their case.
    package let foldsCase: Bool

    /// A picture as each of the models reads it, in each of its views.
    package struct Prepared: Sendable {
        fileprivate let views: [[PreparedPicture]]
    }

    /// A reader from the readers of single models.
    package init(_ readers: [Reader]) {
        precondition(!readers.isEmpty, "a compound reader needs a model")
        self.readers = readers
        foldsCase = readers.contains { $0.recognizer.alphabet.foldsCase }
    }

    /// How often each picture is read: by each model in each view.
    package var readingCount: Int { readers.reduce(0) { $0 + $1.viewCount } }

    /// A label as the models read it together.
    package func normalized(_ label: String) -> String { foldsCase ? label.lowercased() : label }

    /// A label without the characters that none of the models knows, as they read it together, and these characters.
    package func known(_ label: String) -> (text: String, unknown: [Character]) {
        let encodings = readers.map { $0.recognizer.alphabet.encode(label) }
        var unknown = encodings[0].unknown
        for encoding in encodings.dropFirst() { unknown.removeAll { !encoding.unknown.contains($0) } }
        guard !unknown.isEmpty else { return (normalized(label), []) }
        guard encodings.count > 1 else { return (encodings[0].text, unknown) }
        return (normalized(label).filter { !unknown.contains($0) }, unknown)
    }

    /// A picture of any size as the models read it.
    ///
    /// - Throws: `RecognitionError`, if it has no pixels.
    package func views(of picture: Bitmap) throws(RecognitionError) -> Prepared {
        var views: [[PreparedPicture]] = []
        for reader in readers { views.append(try reader.views(of: picture)) }
        return Prepared(views: views)
    }

    /// Reads pictures, in their order.
    ///
    /// - Parameter alternatives: how many other texts of each are wanted, at most; the first view of a single model finds
    ///   them, several models none.
    package func read(views pictures: [Prepared], alternatives: Int = 0) throws -> [Reading] {
        guard readers.count > 1 else {
            return try readers[0].read(views: pictures.map { $0.views[0] }, alternatives: alternatives)
        }
        // What each model reads: for each picture its views.
        let looks = try readers.enumerated().map { number, reader in
            try reader.looks(at: pictures.map { $0.views[number] }).map { views in
                views.map { folded($0.transcription, by: reader) }
            }
        }
        return pictures.indices.compactMap { number in reading(of: pictures[number], looks.map { $0[number] }) }
    }

    /// A reading as it counts among those of the other models.
    private func folded(_ transcription: Transcription, by reader: Reader) -> Transcription {
        foldsCase && !reader.recognizer.alphabet.foldsCase ? transcription.caseFolded : transcription
    }

    /// The reading of a picture.
    ///
    /// - Parameter looks: what each model reads in each of its views.
    private func reading(of picture: Prepared, _ looks: [[Transcription]]) -> Reading? {
        guard let ensemble = Ensemble(looks.flatMap(\.self)) else { return nil }
        // Characters stand where the reading has them that is surest.
        let places = looks.enumerated().flatMap { model, views in views.indices.map { (model: model, view: $0) } }
        let (model, view) = places[ensemble.chosen]
        let recognizer = readers[model].recognizer
        return Reading(
            ensemble, alternatives: [], of: picture.views[model][view], recognizer.model, recognizer.input,
            byModel: looks.compactMap { Ensemble($0)?.transcription })
    }
}

extension Transcription {
    /// The same text in small letters.
    fileprivate var caseFolded: Transcription { with(text: text.lowercased()) }
}
