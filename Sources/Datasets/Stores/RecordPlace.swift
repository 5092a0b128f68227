/// The words in a record that say where its picture lies in a file of many: `,"container":"train-000000.tar","offset":512`.
///
/// They stand behind the label. The worker that draws a sample does not know them: they come in when it is committed, and a
/// merge changes them.
enum RecordPlace {
    /// What they begin with, behind the quotation mark that ends the label.
    ///
    /// In a string there is a backslash before each such mark, and nothing that stands before the label has that name.
    private static let start = Array("\",\"container\":\"".utf8)
    private static let middle = Array("\",\"offset\":".utf8)

    /// Lines with the places of their pictures.
    ///
    /// - Parameter marks: where in `lines` the words go.
    static func insert(_ places: [SampleSlice], at marks: [Int], of lines: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.count + 64 * places.count)
        var from = 0
        for (place, mark) in zip(places, marks) {
            bytes.append(contentsOf: lines[from..<mark])
            append(place, to: &bytes)
            from = mark
        }
        bytes.append(contentsOf: lines[from...])
        return bytes
    }

    /// A line with another place.
    static func replaced(in line: UnsafeRawBufferPointer, by place: SampleSlice) -> [UInt8]? {
        guard let found = range(in: line) else { return nil }
        var bytes = Array(line[..<found.lowerBound])
        append(place, to: &bytes)
        bytes.append(contentsOf: line[found.upperBound...])
        return bytes
    }

    /// A line as it was drawn; nil where it has no such words.
    static func removed(from line: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let found = range(in: line) else { return nil }
        return Array(line[..<found.lowerBound]) + line[found.upperBound...]
    }

    /// Several lines as they were drawn.
    static func removed(fromLines lines: [UInt8]) -> [UInt8] {
        lines.withUnsafeBytes { bytes in
            var drawn: [UInt8] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let end = rest.firstIndex(of: .lineFeed) ?? rest.endIndex
                let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
                drawn.append(contentsOf: removed(from: line) ?? Array(line))
                drawn.append(.lineFeed)
                rest = rest[min(end + 1, rest.endIndex)...]
            }
            return drawn
        }
    }

    private static func append(_ place: SampleSlice, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: start.dropFirst())
        bytes.append(place.container)
        bytes.append(contentsOf: middle)
        bytes.append(decimal: place.offset)
    }

    /// Where the words are.
    private static func range(in line: UnsafeRawBufferPointer) -> Range<Int>? {
        guard let found = index(of: start, in: line, from: 0) else { return nil }
        guard let offset = index(of: middle, in: line, from: found + start.count) else { return nil }
        var end = offset + middle.count
        while end < line.count, (0x30...0x39).contains(line[end]) { end += 1 }
        return found + 1..<end
    }

    private static func index(of words: [UInt8], in line: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard line.count >= words.count else { return nil }
        var place = from
        while place <= line.count - words.count {
            if line[place] == words[0], zip(words, line[place...]).allSatisfy({ $0 == $1 }) { return place }
            place += 1
        }
        return nil
    }
}
