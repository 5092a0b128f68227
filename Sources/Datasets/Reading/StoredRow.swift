import Samples

/// One image of a stored dataset and its label.
struct StoredRow: Sendable, Hashable {
    /// As it is written in the dataset: relative to its folder, or absolute.
    var path: String
    var label: String
    /// The split that the row itself names.
    var split: Split?
    /// The line of the lexicon that MJSynth's name speaks of, from 0.
    var lexiconLine: Substring?
}

/// What is wrong with a line or a file of a dataset.
struct RowProblem: Error {
    let what: String

    init(_ what: String) { self.what = what }
}

extension StoredFormat {
    /// The row of a line without its line end.
    func row(of line: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        guard !line.isEmpty else { throw RowProblem("the line is empty: remove it") }
        let row: StoredRow
        switch self {
        case .platen: row = try record(line)
        case .mjsynth: row = try mjsynth(try Self.text(line[...]))
        case .icdar: row = try icdar(line)
        case .tabbed: row = try tabbed(line)
        case .simple: row = try simple(line)
        case .fileName: row = try named(try Self.text(line[...]))
        }
        if row.path.isEmpty { throw problem("there is no path", line) }
        if row.path.utf8.contains(0) { throw problem("the path has a NUL in it", line) }
        if row.label.isEmpty { throw problem("the label is empty", line) }
        return row
    }

    private func record(_ line: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        guard let row = StoredRow(recordLine: line) else {
            throw problem("the line is no record with split, path and label", line)
        }
        return row
    }

    private func mjsynth(_ line: String) throws(RowProblem) -> StoredRow {
        let items = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
        guard let path = items.first, let name = MJSynthName(path: path) else {
            throw RowProblem(
                "the file's name has not the form NUMBER_WORD_LINE.jpg: \(line.quotedForMessage); "
                    + "each line is like \(example)")
        }
        if items.count > 1 {
            let number = items[1].drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard number == name.lexiconLine else {
                throw RowProblem(
                    "the name speaks of line \(name.lexiconLine) of the lexicon and the number behind it is \(number): "
                        + line.quotedForMessage)
            }
        }
        return StoredRow(path: String(path), label: String(name.word), lexiconLine: name.lexiconLine)
    }

    private func icdar(_ line: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        guard let comma = line.firstIndex(of: .comma) else {
            throw problem("there is no comma between path and label", line)
        }
        let path = try Self.text(line[..<comma].trimmed)
        var label = line[(comma + 1)...].trimmed
        guard label.first == .quotationMark else { return StoredRow(path: path, label: try Self.text(label)) }
        label = label.dropFirst()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(label.count)
        var isOpen = true
        while isOpen, let byte = label.popFirst() {
            if byte == .backslash, let next = label.first, next == .quotationMark || next == .backslash {
                bytes.append(next)
                label = label.dropFirst()
            } else if byte == .quotationMark && label.isEmpty {
                isOpen = false
            } else {
                // The official functions mind no bare quotation mark inside.
                bytes.append(byte)
            }
        }
        if isOpen { throw problem("the label's quotation marks are not closed", line) }
        return StoredRow(
            path: path,
            label: try bytes.withUnsafeBytesOfAll { bytes throws(RowProblem) in
                try Self.text(bytes[...])
            })
    }

    private func tabbed(_ line: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        guard let tab = line.firstIndex(of: .tab) else {
            throw problem("there is no tab between path and label", line)
        }
        let label = line[(tab + 1)...]
        if label.contains(.tab) { throw problem("there is more than one tab", line) }
        return StoredRow(path: try Self.text(line[..<tab]), label: try Self.text(label))
    }

    private func simple(_ line: UnsafeRawBufferPointer) throws(RowProblem) -> StoredRow {
        guard let space = line.firstIndex(where: \.isBlank) else {
            throw problem("there is a path and no label", line)
        }
        return StoredRow(path: try Self.text(line[..<space]), label: try Self.text(line[space...].trimmed))
    }

    private func named(_ name: String) throws(RowProblem) -> StoredRow {
        // A name that is not UTF-8 was put right on its way here, and cannot be opened.
        if name.unicodeScalars.contains("\u{FFFD}") {
            throw RowProblem("the file's name is not UTF-8: rename it")
        }
        let label = name.utf8.lastIndex(of: .dot).map { name[..<$0] } ?? name[...]
        return StoredRow(path: name, label: String(label))
    }

    private func problem(_ what: String, _ line: UnsafeRawBufferPointer) -> RowProblem {
        let text = String(decoding: line.prefix(400), as: UTF8.self)
        return RowProblem("\(what): \(text.quotedForMessage); each line is like \(example)")
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) throws(RowProblem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RowProblem(
                "the line is not UTF-8: \(String(decoding: bytes.prefix(400), as: UTF8.self).quotedForMessage); "
                    + "save the file as UTF-8")
        }
        return text
    }
}

extension StoredRow {
    /// The row of a line of `samples.jsonl`, of which no more is read than a row needs.
    fileprivate init?(recordLine line: UnsafeRawBufferPointer) {
        guard line.last == UInt8(ascii: "}") else { return nil }
        var cursor = JSONCursor(line)
        var (path, label, split): (String?, String?, Split?)
        guard cursor.take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = cursor.string(), cursor.take(UInt8(ascii: ":")) else { return nil }
            switch key {
            case "split": split = cursor.string().flatMap(Split.init)
            case "path": path = cursor.string()
            case "label": label = cursor.string()
            default: guard cursor.skipValue() else { return nil }
            }
            if let path, let label, let split {
                self.init(path: path, label: label, split: split)
                return
            }
        } while cursor.take(.comma)
        return nil
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == .space || self == .tab }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Without spaces and tabs at its ends.
    fileprivate var trimmed: Self {
        var rest = drop(while: \.isBlank)
        while let last = rest.last, last.isBlank { rest.removeLast() }
        return rest
    }
}

extension [UInt8] {
    fileprivate func withUnsafeBytesOfAll<Result>(
        _ body: (UnsafeRawBufferPointer) throws(RowProblem) -> Result
    ) throws(RowProblem) -> Result {
        // The standard function loses the error's type.
        let result: Swift.Result<Result, RowProblem> = withUnsafeBytes { bytes in
            do throws(RowProblem) { return .success(try body(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
