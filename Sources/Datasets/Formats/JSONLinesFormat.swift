import Samples

extension DatasetFormat {
    /// `{"file_name": "1.png", "text": "hello"}`: an object a line.
    public static let jsonLines = DatasetFormat(JSONLinesFormat())
    /// `mmocr_train.jsonl`: MMOCR's lists of lines.
    public static let mmocrJSONLines = DatasetFormat(
        WrittenJSONLines(name: "mmocr_jsonl", stem: "mmocr", pathKey: "filename"))
    /// `train/metadata.jsonl`: Hugging Face's imagefolder.
    public static let imageFolder = DatasetFormat(
        WrittenJSONLines(name: "imagefolder", stem: "metadata", isInSplit: true, pathKey: "file_name"))
}

/// Objects with two keys, a line each; read as `JSONLinesFormat` reads all of their kind.
struct WrittenJSONLines: LineFormat, WrittenFormat {
    let name: String
    let stem: String
    /// Whether each file lies in its split's folder, and paths begin there.
    var isInSplit = false
    let pathKey: String
    let fileExtensions = ["jsonl"]
    let isVariant = true

    var fileStems: [String] { [stem] }
    var example: String { #"{"\#(pathKey)": "1.png", "text": "hello"}"# }

    func recognizes(_ head: FileHead) -> Bool { false }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        try JSONLinesFormat().parse(line, number: number)
    }

    func parser(for head: FileHead) -> any LineParser { JSONLinesFormat().parser(for: head) }

    var readingChoices: any LineParser { JSONLinesFormat().readingChoices }

    func files(for splits: [Split]) -> [(stem: String, split: Split?)] {
        splits.map { (isInSplit ? "\($0)/\(stem)" : "\(stem)_\($0)", $0) }
    }

    func append(_ sample: SampleEntry, to stem: String, _ style: TextStyle, into bytes: inout [UInt8]) {
        bytes.append("{\"\(pathKey)\": ")
        let path = isInSplit ? sample.pathInSplit : sample.path[...]
        bytes.append(jsonString: String(decoding: path, as: UTF8.self))
        bytes.append(", \"text\": ")
        bytes.append(jsonString: sample.label)
        bytes.append("}\n")
    }

    func reasonItCannotHold(_ label: String) -> String? { label.isEmpty ? "it is empty" : nil }

    func warning(_ label: String) -> String? {
        guard isInSplit, label.isISODate else { return nil }
        return
            "\(name): labels that are dates such as 2024-05-01; where a split has no others, `datasets` makes time stamps "
            + "of them, unless it is told that text is a string"
    }
}

extension String {
    /// `2024-05-01`, and what may stand behind it.
    fileprivate var isISODate: Bool {
        let bytes = Array(utf8.prefix(10))
        return bytes.count == 10
            && bytes.enumerated().allSatisfy { place, byte in
                place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
    }
}

/// `metadata.jsonl` of Hugging Face's imagefolder, MMOCR's lists of lines: objects with a key for the picture and one for
/// the text.
struct JSONLinesFormat: LineFormat {
    let name = "jsonl"
    let fileStems = ["labels", "metadata"]
    let fileExtensions = ["jsonl"]
    let example = #"{"file_name": "1.png", "text": "hello"}"#
    /// Whether rows have the other members as choices.
    var readsChoices = false
    /// Whether the first object has a member that tells its split, so that others have too.
    private(set) var tellsSplits = false

    func parser(for head: FileHead) -> any LineParser {
        var format = self
        format.tellsSplits = Array(head.firstLine.utf8).withUnsafeBytes { Self.members($0) }.hasSplit
        return format
    }

    func recognizes(_ head: FileHead) -> Bool {
        guard head.firstLine.utf8.first == UInt8(ascii: "{"), head.isWholeLine || head.fileExtension == "jsonl" else {
            return false
        }
        let members = Array(head.firstLine.utf8).withUnsafeBytes { Self.members($0) }
        return head.fileExtension == "jsonl" || members.path != nil && members.text != nil
    }

    func parse(_ line: UnsafeRawBufferPointer, number: Int) throws(RowProblem) -> StoredRow? {
        let members = Self.members(line, withOthers: readsChoices)
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
        return StoredRow(
            path: path, label: label, split: tellsSplits ? members.split : nil, choices: members.others)
    }

    var readingChoices: any LineParser {
        var parser = self
        parser.readsChoices = true
        return parser
    }

    /// What an object has that matters.
    private struct Members {
        /// A member, and its value where that is a string.
        struct Value { let string: String? }

        var path: Value?
        var text: Value?
        /// The two names of what comes twice.
        var another: String?
        /// Whether a member is called so, and the split that it names.
        var hasSplit = false
        var split: Split?
        /// What else there is, where that is asked for.
        var others: [Sample.Choice] = []
        var isWhole = false
    }

    private static func members(_ line: UnsafeRawBufferPointer, withOthers: Bool = false) -> Members {
        var found = Members()
        var cursor = JSONCursor(line)
        var (pathKey, textKey): (String?, String?)
        let isObject = cursor.members { key, cursor in
            let (isPath, isText) = (FieldNames.isPath(key), FieldNames.isText(key))
            guard isPath || isText else {
                if FieldNames.isSplit(key) {
                    found.hasSplit = true
                    // Its value is one of the choices as well.
                    var ahead = cursor
                    if ahead.isAtString { found.split = ahead.string().flatMap { Split(word: $0.trimmed) } }
                }
                return withOthers ? StoredChoices.read(key, &cursor, into: &found.others) : cursor.skipValue()
            }
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
