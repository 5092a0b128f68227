import CFreeType

/// The name table of a TrueType or OpenType font.
struct SFNTNames {
    private struct Entry {
        var id: Int
        var isEnglish: Bool
        var text: String
    }

    private let entries: [Entry]

    init(_ face: FreeTypeFace) {
        entries = face.withHandle { face in
            (0..<FT_Get_Sfnt_Name_Count(face)).compactMap { number in
                var name = FT_SfntName()
                guard FT_Get_Sfnt_Name(face, number, &name) == 0, let start = name.string else { return nil }
                let bytes = UnsafeBufferPointer(start: start, count: Int(name.string_len))
                // Platform 1 is the old Macintosh, one byte a character; the others are UTF-16.
                let text: String
                if name.platform_id == 1 {
                    text = String(decoding: bytes.lazy.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
                } else {
                    let units = Swift.stride(from: 0, to: bytes.count - 1, by: 2).map {
                        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
                    }
                    text = String(decoding: units, as: UTF16.self)
                }
                let line = text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
                guard !line.isEmpty else { return nil }
                let isEnglish = name.platform_id != 3 || name.language_id & 0x3FF == 9
                return Entry(id: Int(name.name_id), isEnglish: isEnglish, text: line)
            }
        }
    }

    /// The text of a name on one line, in English where it is there.
    func text(of id: Int) -> String? {
        let found = entries.filter { $0.id == id }
        return (found.first { $0.isEnglish } ?? found.first)?.text
    }

    /// The licence, or else the licence's address.
    var licence: String? {
        guard let text = text(of: 13) ?? text(of: 14) else { return nil }
        return text.count > 200 ? text.prefix(199) + "…" : text
    }
}
