import Configs
import Samples

extension WordText {
    /// The words of its lists that fit, as they may be written.
    ///
    /// The lists are read again: what is asked for when something is wrong takes no memory when nothing is.
    func sighting(where isSought: (String) -> Bool) throws -> Sighting? {
        let filter = WordFilter(self)
        var (found, total) = (Sighting?.none, 0)
        func look(at word: [UInt8], _ place: WordReader.Place) {
            total += 1
            let word = String(decoding: word, as: UTF8.self)
            guard let text = filter.cases.flatMap({ $0.writings(of: word) }).first(where: isSought) else { return }
            if found == nil { found = Sighting(text: text, place: place.text, count: 0, total: 0) }
            found?.count += 1
        }
        // The reader calls it before the function returns.
        try withoutActuallyEscaping(look) { look in
            for file in files where file.weight > 0 {
                guard let path = file.path?.path else { continue }
                var reader = WordReader(split: split, isWeighted: weighted, filter: filter)
                reader.watcher = look
                _ = try reader.read(path: path)
            }
            var reader = WordReader(split: .line, isWeighted: true, filter: filter)
            reader.watcher = look
            for option in words?.options ?? [] { try reader.add(option.value, weight: option.weight) }
        }
        found?.total = total
        return found
    }
}

extension WordReader.Place {
    /// `words.txt:12`, or `item 3 of text.word.words`.
    var text: String { name.hasPrefix("text.word") ? "item \(number) of \(name)" : "\(name):\(number)" }
}

extension LetterCase {
    /// A word in every way in which the case may write it; for `mixed` its capitals and its small letters.
    fileprivate func writings(of word: String) -> [String] {
        switch self {
        case .asIs: [word]
        case .lower: [word.lowercased()]
        case .upper: [word.uppercased()]
        case .capitalised: [word.prefix(1).uppercased() + word.dropFirst().lowercased()]
        case .mixed: [word.uppercased(), word.lowercased()]
        }
    }
}
