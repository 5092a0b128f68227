extension DatasetFormat {
    /// `{"file_name": "1.png", "text": "hello"}`: an object a line.
    public static let jsonLines = DatasetFormat(JSONLinesFormat())
}

/// `metadata.jsonl` of Hugging Face's imagefolder, MMOCR's lists of lines: objects with a key for the picture and one for
/// the text.
struct JSONLinesFormat: LineFormat {
    let name = "jsonl"
    let fileStems = ["labels", "metadata"]
    let fileExtensions = ["jsonl"]
    let example = #"{"file_name": "1.png", "text": "hello"}"#

    func recognizes(_ head: FileHead) -> Bool {
        guard head.firstLine.utf8.first == UInt8(ascii: "{"), head.isWholeLine || head.fileExtension == "jsonl" else {
            return false
        }
        let members = Array(head.firstLine.utf8).withUnsafeBytes(Self.members)
        return head.fileExtension == "jsonl" || members.path != nil && members.text != nil
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        let members = Self.members(line)
        guard members.isWhole else { throw RowProblem("the line is no JSON object", line, example) }
        guard let path = members.path, let text = members.text else {
            throw RowProblem("the object lacks \(FieldNames.description)", line, example)
        }
        if let another = members.another {
            throw RowProblem("the object has two keys for one thing, \(another)", line, example)
        }
        guard let path = path.string, let label = text.string else {
            throw RowProblem("the picture and the text are to be strings in quotation marks", line, example)
        }
        return StoredRow(path: path, label: label)
    }

    /// What an object has that matters.
    private struct Members {
        /// A member, and its value where that is a string.
        struct Value { let string: String? }

        var path: Value?
        var text: Value?
        /// The two names of what comes twice.
        var another: String?
        var isWhole = false
    }

    private static func members(_ line: UnsafeRawBufferPointer) -> Members {
        var found = Members()
        var cursor = JSONCursor(line)
        var (pathKey, textKey): (String?, String?)
        let isObject = cursor.members { key, cursor in
            let (isPath, isText) = (FieldNames.isPath(key), FieldNames.isText(key))
            guard isPath || isText else { return cursor.skipValue() }
            let value = Members.Value(string: cursor.isAtString ? cursor.string() : nil)
            if value.string == nil, !cursor.skipValue() { return false }
            if let first = isPath ? pathKey : textKey { found.another = "\(first) and \(key)" }
            if isPath { (pathKey, found.path) = (key, value) } else { (textKey, found.text) = (key, value) }
            return true
        }
        found.isWhole = isObject && cursor.isAtEndOfText
        return found
    }
}
