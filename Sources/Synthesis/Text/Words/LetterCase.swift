import Configs
import Samples

/// How the letters of a word are written.
enum LetterCase: String, ConfigEnum {
    case lower, upper, capitalised, mixed
    case asIs = "as_is"

    /// A character in every form that it may take in this case.
    func forms(of character: Character) -> [String] {
        switch self {
        case .asIs: [String(character)]
        case .lower: [character.lowercased()]
        case .upper: [character.uppercased()]
        case .capitalised, .mixed: [character.uppercased(), character.lowercased()]
        }
    }

    /// Whether it needs no random numbers.
    var isFixed: Bool { self != .mixed }

    /// Rewrites a word.
    /// - Parameters:
    ///   - word: UTF-8.
    ///   - generator: for `mixed` alone; the case of each letter is drawn evenly.
    func apply(to word: inout [UInt8], _ generator: inout KeyedGenerator) {
        if self == .asIs { return }
        guard word.allSatisfy({ $0 < 0x80 }) else {
            word = Array(applied(to: String(decoding: word, as: UTF8.self), &generator).utf8)
            return
        }
        var isFirst = true
        for index in word.indices where (word[index] | 0x20) >= 0x61 && (word[index] | 0x20) <= 0x7A {
            word[index] = isUpper(&isFirst, &generator) ? word[index] & 0xDF : word[index] | 0x20
        }
    }

    private func applied(to word: String, _ generator: inout KeyedGenerator) -> String {
        var (text, isFirst) = ("", true)
        for character in word {
            guard character.isCased else {
                text.append(character)
                continue
            }
            text += isUpper(&isFirst, &generator) ? character.uppercased() : character.lowercased()
        }
        return text
    }

    /// Whether the next letter of a word is a capital.
    private func isUpper(_ isFirst: inout Bool, _ generator: inout KeyedGenerator) -> Bool {
        defer { isFirst = false }
        return switch self {
        case .upper: true
        case .capitalised: isFirst
        case .mixed: generator.nextWord() >> 31 == 1
        case .lower, .asIs: false
        }
    }
}
