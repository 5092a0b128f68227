/// Appends the members that a sample has in a tar archive: its picture, its label and its record.
struct TarMembers {
    private var header = TarHeader.Writer()

    /// What an archive ends with.
    static let end = [UInt8](repeating: 0, count: 2 * TarHeader.blockSize)

    /// How large all members of a sample are together, from the sizes of what is in them.
    static func count(picture: Int, label: Int, record: Int) -> Int {
        [picture, label, record].reduce(0) { $0 + TarHeader.blockSize + $1 + TarHeader.padding($1) }
    }

    /// Appends the members of one sample.
    ///
    /// - Parameters:
    ///   - pictureEnding: what the name of its picture ends in.
    ///   - record: its line of `samples.jsonl`, without the line end.
    /// - Throws: `DatasetError`, where one of them is too large for an archive.
    mutating func append(
        index: Int, pictureEnding: String, picture: [UInt8], label: String, record: some Collection<UInt8>,
        to bytes: inout [UInt8]
    ) throws {
        var name: [UInt8] = []
        name.append(decimal: index, width: 9)
        name.append(.dot)
        let stem = name.count
        func add(_ ending: some Collection<UInt8>, _ content: some Collection<UInt8>) throws {
            guard content.count <= TarHeader.largest else {
                throw DatasetError(.sample, "sample \(index) is too large for a tar archive: leave it out")
            }
            name.removeLast(name.count - stem)
            name.append(contentsOf: ending)
            bytes.append(contentsOf: header.block(name: name, size: content.count))
            bytes.append(contentsOf: content)
            bytes.append(contentsOf: repeatElement(0, count: TarHeader.padding(content.count)))
        }
        try add(pictureEnding.utf8, picture)
        try add("txt".utf8, label.utf8)
        try add("json".utf8, record)
    }
}
