import Glibc

/// Writes an NPY file row after row, so that an array may be larger than memory.
///
/// Not for two threads at once.
package final class NPYStream {
    private let file: Int32
    private let path: String
    private let header: NPYHeader
    private var missing: Int
    private var isOpen = true
    private var buffer: [UInt8] = []

    /// Begins a file of numbers, in place of what is there.
    ///
    /// - Throws: `ArrayError`.
    package convenience init(_ type: ElementType, shape: [Int], to path: String) throws {
        try self.init(NPYHeader(.numbers(type), shape: shape), to: path)
    }

    /// Begins a file of `count` texts of up to `length` Unicode scalars.
    ///
    /// - Throws: `ArrayError`.
    package convenience init(textsOfLength length: Int, count: Int, to path: String) throws {
        try self.init(NPYHeader(.texts(length: max(1, length)), shape: [count]), to: path)
    }

    private init(_ header: NPYHeader, to path: String) throws {
        guard let size = header.content.size, let count = elementCount(header.shape, size: size) else {
            throw ArrayError(.unsupported, "cannot write \(path): no file has room for \(shapeText(header.shape))")
        }
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw ArrayError.writing(path) }
        self.header = header
        self.path = path
        missing = count
        buffer = header.encoded
    }

    deinit { if isOpen { Glibc.close(file) } }

    /// Adds the next numbers, which must be of the file's type.
    package func append<Element: ArrayElement>(_ elements: some Collection<Element>) throws {
        precondition(header.content == .numbers(Element.elementType), "another type of elements")
        buffer.append(elements: elements, isBigEndian: false)
        try added(elements.count)
    }

    /// Adds the next text.
    package func append(text: String) throws {
        // The initialiser decides what a stream holds; nothing from outside reaches this.
        guard case .texts(let length) = header.content else { preconditionFailure("the file is not of texts") }
        buffer.append(text: text, length: length)
        try added(1)
    }

    private func added(_ count: Int) throws {
        missing -= count
        precondition(missing >= 0, "more elements than the shape has")
        if buffer.count >= 1 << 18 { try flush() }
    }

    private func flush() throws {
        let failure = buffer.withUnsafeBytes { ArrayFile.write($0, to: file) }
        guard failure == 0 else { throw ArrayError.writing(path, failure) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Ends the file, which must have all its elements.
    package func finish() throws {
        precondition(missing == 0, "\(missing) elements are missing")
        try flush()
        isOpen = false
        guard Glibc.close(file) == 0 else { throw ArrayError.writing(path) }
    }
}
