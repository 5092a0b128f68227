import Imaging
import Samples

/// What statistics, checks and clean-up need of a line of `samples.jsonl`.
struct StoredRecord {
    var split = Split.train
    var index = 0
    var path = ""
    var label = ""
    /// The file of many that the picture is in; nil where it has one of its own, or the record does not say.
    var container: String?
    /// Its first byte there.
    var offset = 0
    var byteCount = 0
    var sha256 = ""
    var width = 0
    var height = 0
    var mask: String?
    var maskByteCount = 0
    var maskSHA256 = ""
    var fonts: [String] = []
    var hands: [String] = []
    var sources: [String] = []
    /// The type size that its text had to shrink to, px an em.
    var em: Double?
    /// Whether its text may not be readable.
    var isUnread = false
    var rejections: [Sample.Rejection] = []
    /// The text's outline; nil in records of before there was one.
    var quad: Quad?
    /// The texts of a page of several; empty where the picture is of one text.
    var texts: [(label: String, quad: Quad)] = []

    /// Each text of the picture: those of a page, or the one that there is.
    var allTexts: [(label: String, quad: Quad)] {
        if !texts.isEmpty { return texts }
        let whole = Rect(left: 0, top: 0, right: Double(width), bottom: Double(height))
        return [(label, quad ?? Quad(whole))]
    }

    /// The record of a line, or nil where the line is none.
    init?(_ line: UnsafeRawBufferPointer) { self.init(line, isHead: false) }

    /// Split, index, path, label and size of the picture's file alone, which stand in front; nil where the line is no record.
    init?(headOf line: UnsafeRawBufferPointer) {
        guard line.last == UInt8(ascii: "}") else { return nil }
        self.init(line, isHead: true)
    }

    private init?(_ line: UnsafeRawBufferPointer, isHead: Bool) {
        var cursor = JSONCursor(line)
        var seen = 0
        guard cursor.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = cursor.string(), cursor.take(UInt8(ascii: ":")) else { return nil }
            switch key {
            case "split":
                guard let text = cursor.string(), let split = Split(rawValue: text) else { return nil }
                self.split = split
                seen += 1
            case "index":
                guard let number = cursor.integer() else { return nil }
                index = number
                seen += 1
            case "path":
                guard let text = cursor.string() else { return nil }
                path = text
                seen += 1
            case "label":
                guard let text = cursor.string() else { return nil }
                label = text
                seen += 1
            case "container":
                guard let text = cursor.string() else { return nil }
                container = text
            case "offset":
                guard let number = cursor.integer() else { return nil }
                offset = number
            case "bytes":
                guard let number = cursor.integer() else { return nil }
                byteCount = number
                seen += 1
            case "sha256":
                guard let text = cursor.string() else { return nil }
                sha256 = text
            case "width":
                guard let number = cursor.integer() else { return nil }
                width = number
            case "height":
                guard let number = cursor.integer() else { return nil }
                height = number
            case "mask_sha256":
                guard let text = cursor.string() else { return nil }
                maskSHA256 = text
            case "mask":
                guard let text = cursor.string() else { return nil }
                mask = text
            case "mask_bytes":
                guard let number = cursor.integer() else { return nil }
                maskByteCount = number
            case "quad":
                var corners: [Double] = []
                guard cursor.numbers(into: &corners) else { return nil }
                quad = Quad(corners: corners)
            case "texts":
                var read: [RecordedText] = []
                guard cursor.elements({ RecordedText.read(&$0, into: &read) }) else { return nil }
                texts = read.map { ($0.label, $0.quad) }
            case "choices":
                guard cursor.members({ key, cursor in readChoice(key, &cursor) }) else { return nil }
            case "rejections":
                guard cursor.elements({ cursor in Self.readRejection(&cursor, &rejections) }) else { return nil }
            default:
                guard cursor.skipValue() else { return nil }
            }
            // What follows is ten times as long.
            if isHead, seen == 5 { return }
        } while cursor.take(.comma)
        guard seen == 5, cursor.take(UInt8(ascii: "}")), cursor.isAtEnd else { return nil }
    }

    private mutating func readChoice(_ key: String, _ cursor: inout JSONCursor) -> Bool {
        guard cursor.next == .quotationMark else {
            guard SampleRecord.Topic(key) == .em else { return cursor.skipValue() }
            guard let number = cursor.number() else { return false }
            em = min(em ?? number, number)
            return true
        }
        guard let text = cursor.string() else { return false }
        var name = Substring(key)
        if let hash = key.lastIndex(of: "#"), key[hash...].dropFirst().allSatisfy(\.isNumber) {
            name = key[..<hash]
        }
        switch SampleRecord.Topic(String(name)) {
        case .font: fonts.append(text)
        case .hand: hands.append(text)
        case .source: sources.append(text)
        case .unread: isUnread = true
        case .em, .other: break
        }
        return true
    }

    private static func readRejection(_ cursor: inout JSONCursor, _ rejections: inout [Sample.Rejection]) -> Bool {
        guard cursor.take(UInt8(ascii: "[")), let name = cursor.string(),
            let reason = Sample.Rejection.Reason(rawValue: name), cursor.take(.comma), let font = cursor.string(),
            cursor.take(UInt8(ascii: "]"))
        else { return false }
        rejections.append(Sample.Rejection(reason, font: font))
        return true
    }
}
