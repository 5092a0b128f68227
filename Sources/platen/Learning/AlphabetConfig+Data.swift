import Configuration
import Recognition

extension AlphabetConfig {
    /// The alphabet that is given, or that of the data's labels.
    func alphabet(ofLabels labels: [String]) throws -> Alphabet {
        if let characters { return try Alphabet(characters, foldsCase: foldsCase) }
        guard let file else { return try Alphabet(of: labels, foldsCase: foldsCase) }
        return try Alphabet(table: file.path, foldsCase: foldsCase)
    }
}
