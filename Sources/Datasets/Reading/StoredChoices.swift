import Samples

/// What a stored dataset tells of a sample besides its picture and label, as choices: read where it is asked for.
enum StoredChoices {
    /// The choice of a field of a table; nil where the field is empty.
    static func choice(_ name: String, _ field: [UInt8]) throws(RowProblem) -> Sample.Choice? {
        let text = try field.text()
        if text.isEmpty { return nil }
        // Numbers such as 007 are names.
        let isName = text.first == "0" && text.dropFirst().first?.isNumber == true
        guard !isName, let number = Double(text), number.isFinite else { return Sample.Choice(name, text) }
        return Sample.Choice(name, number)
    }

    /// Adds the choice of a member of a JSON object; lists, objects and null are passed over.
    ///
    /// - Returns: false where the value is no JSON.
    static func read(_ name: String, _ cursor: inout JSONCursor, into choices: inout [Sample.Choice]) -> Bool {
        if cursor.isAtString {
            guard let text = cursor.string() else { return false }
            choices.append(Sample.Choice(name, text))
            return true
        }
        guard let byte = cursor.next else { return false }
        switch byte {
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            choices.append(Sample.Choice(name, byte == UInt8(ascii: "t") ? "yes" : "no"))
            return cursor.skipValue()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let number = cursor.number() else { return false }
            choices.append(Sample.Choice(name, number))
            return true
        default: return cursor.skipValue()
        }
    }

    /// The name of a choice in this program's records, in which one that was made again has `#2` or more behind it.
    static func name(ofRecorded key: String) -> String {
        guard let hash = key.lastIndex(of: "#") else { return key }
        let number = key[hash...].dropFirst()
        return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(key[..<hash]) : key
    }
}
