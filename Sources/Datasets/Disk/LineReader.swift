/// Reads a file line by line, whatever its size, with one buffer.
struct LineReader {
    private let file: Descriptor
    private var buffer: [UInt8]
    /// The bytes of the buffer that have not been handed out.
    private var rest = 0..<0
    /// How many bytes of the file may still be read.
    private var remaining: Int

    /// A reader of the first `limit` bytes from the file's position on, or of all.
    init(_ file: Descriptor, limit: Int = .max) {
        self.file = file
        self.remaining = limit
        self.buffer = [UInt8](repeating: 0, count: 1 << 18)
    }

    /// Hands the next line, without its line feed, to `body`; false at the end.
    ///
    /// A last line without a line feed
    /// counts as a line.
    mutating func next(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        var searched = rest.lowerBound
        while true {
            if let end = buffer[searched..<rest.upperBound].firstIndex(of: .lineFeed) {
                try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[rest.lowerBound..<end])) }
                rest = end + 1..<rest.upperBound
                return true
            }
            let searchedCount = rest.count
            if try !fill() {
                guard !rest.isEmpty else { return false }
                try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[rest])) }
                rest = 0..<0
                return true
            }
            searched = rest.lowerBound + searchedCount
        }
    }

    private mutating func fill() throws -> Bool {
        if rest.lowerBound > 0 {
            buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[rest])) }
            rest = 0..<rest.count
        }
        if rest.count == buffer.count {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let wanted = min(remaining, buffer.count - rest.count)
        guard wanted > 0 else { return false }
        let file = file
        let end = rest.upperBound
        let count = try buffer.withUnsafeMutableBytes {
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[end..<end + wanted]))
        }
        remaining -= count
        rest = 0..<end + count
        return count > 0
    }
}
