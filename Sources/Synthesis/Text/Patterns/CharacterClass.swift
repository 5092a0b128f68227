/// One of several characters, all alike; a single one stands for itself.
struct CharacterClass: Sendable, Hashable {
    /// The characters, each once.
    let characters: [Character]
    /// Their UTF-8, one after the other.
    private let bytes: [UInt8]
    /// Where each starts in `bytes`, and the end; empty where each is one byte long.
    private let bounds: [Int]

    /// - Parameter characters: at least one; what is there twice counts once.
    init(_ characters: [Character]) {
        var seen = Set<Character>()
        self.characters = characters.filter { seen.insert($0).inserted }
        var bytes: [UInt8] = []
        var bounds = [0]
        for character in self.characters {
            bytes.append(contentsOf: character.utf8)
            bounds.append(bytes.count)
        }
        self.bytes = bytes
        self.bounds = bytes.count == self.characters.count ? [] : bounds
    }

    var count: Int { characters.count }

    /// Appends the UTF-8 of a character.
    @inline(__always)
    func append(_ index: Int, to text: inout [UInt8]) {
        if bounds.isEmpty {
            text.append(bytes[index])
        } else {
            text.append(contentsOf: bytes[bounds[index]..<bounds[index + 1]])
        }
    }

    /// The characters that a reader writes as `\d`, `\w` and the rest.
    static let digits = [Character]("0123456789")
    static let wordCharacters = [Character]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
    /// The visible characters of ASCII: what `.` and negated classes take from, unless a recipe says otherwise.
    static let visible = (UInt8(ascii: "!")...UInt8(ascii: "~")).map { Character(Unicode.Scalar($0)) }
}
