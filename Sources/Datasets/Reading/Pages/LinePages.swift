/// The pages of a file with a line for each.
///
/// The file stays open, and of each line its place alone is kept.
struct LinePages: PageSource {
    private let file: Descriptor
    private let parse: @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> Page
    /// Where each line begins, and at the end where the last one ends; bytes from the file's start.
    private let offsets: [Int]
    let keepsBlanks: Bool

    /// Reads the file through once.
    init(
        _ file: Descriptor, keepsBlanks: Bool,
        parse: @escaping @Sendable (UnsafeRawBufferPointer) throws(RowProblem) -> Page
    ) throws {
        (self.file, self.keepsBlanks, self.parse) = (file, keepsBlanks, parse)
        var offsets = [0]
        var filled = 0
        try file.rewind()
        var reader = LineReader(file)
        while try reader.next({ line in
            offsets.append((offsets.last ?? 0) + line.count + 1)
            // Empty lines at the file's end do no harm.
            if !LineTable.content(line, line: offsets.count - 1).isEmpty { filled = offsets.count }
        }) {}
        offsets.removeLast(offsets.count - max(1, filled))
        self.offsets = offsets
    }

    var count: Int { offsets.count - 1 }

    func page(at number: Int) throws(RowProblem) -> Page {
        var block: [UInt8] = []
        do { try file.read(offsets[number]..<offsets[number + 1], into: &block) } catch {
            throw RowProblem("the line can't be read: \(error)")
        }
        if block.last == .lineFeed { block.removeLast() }
        let result = block.withUnsafeBytes { bytes -> Result<Page, RowProblem> in
            do throws(RowProblem) {
                let line = LineTable.content(bytes, line: number + 1)
                guard !line.isEmpty else { throw RowProblem("the line is empty: remove it") }
                return .success(try parse(line))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    func place(of number: Int) -> RowPlace { RowPlace(path: file.path, line: number + 1) }
}
