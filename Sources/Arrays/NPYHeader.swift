/// What stands before the data of an NPY file: a magic, a version and a dictionary, written as Python would.
///
/// ```
/// 93 "NUMPY" major minor length {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
/// ```
struct NPYHeader: Hashable {
    /// What the elements are.
    enum Content: Hashable {
        case numbers(ElementType)
        /// Texts of up to so many Unicode scalars.
        case texts(length: Int)

        /// Bytes of an element; nil where they are beyond all memory.
        var size: Int? {
            switch self {
            case .numbers(let type): type.size
            case .texts(let length):
                length.multipliedReportingOverflow(by: 4).overflow ? nil : length * 4
            }
        }
    }

    var content: Content
    var isBigEndian = false
    var shape: [Int]

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    private static let types: [(name: Substring, type: ElementType)] = [
        ("u1", .uint8), ("i1", .int8), ("i2", .int16), ("i4", .int32), ("i8", .int64), ("f4", .float32),
        ("f8", .float64),
    ]

    init(_ content: Content, shape: [Int]) {
        self.content = content
        self.shape = shape
    }

    /// The header's bytes, whose number is a multiple of 64, as NumPy has it.
    var encoded: [UInt8] {
        let sides = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(sides)), }"
        let used = Self.magic.count + 4 + text.utf8.count + 1
        text += String(repeating: " ", count: (64 - used % 64) % 64) + "\n"
        let length = text.utf8.count
        return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)] + Array(text.utf8)
    }

    private var descriptor: String {
        switch content {
        case .texts(let length): return "<U\(length)"
        case .numbers(let type):
            let name = Self.types.first { $0.type == type }?.name ?? ""
            return (type.size == 1 ? "|" : "<") + name
        }
    }

    /// Reads a header; returns it and where the data begins.
    static func decode(_ bytes: [UInt8], name: String) throws -> (header: NPYHeader, start: Int) {
        func damaged(_ byte: Int, _ what: String) -> ArrayError {
            ArrayError(.damaged, "\(name), byte \(byte): \(what)")
        }
        guard bytes.starts(with: magic) else {
            throw damaged(0, "not an NPY file: it begins with \(beginning(of: bytes))")
        }
        guard bytes.count >= 10 else { throw damaged(bytes.count, "the file ends within the header") }
        let width: Int
        switch bytes[6] {
        case 1: width = 2
        case 2, 3: width = 4
        default: throw damaged(6, "version \(bytes[6]) of the NPY format: 1, 2 and 3 are known")
        }
        let first = 8 + width
        guard bytes.count >= first else { throw damaged(bytes.count, "the file ends within the header") }
        let length = bytes[8..<first].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - first else {
            throw damaged(bytes.count, "the file ends within the header, which takes up to byte \(first + length)")
        }
        guard let text = String(validating: bytes[first..<first + length], as: UTF8.self),
            let entries = PythonDictionary(text)
        else { throw damaged(first, "the header is not a dictionary that NumPy writes") }
        guard let descriptor = entries.texts["descr"], let shape = entries.shape, let isFortran = entries.flag else {
            throw damaged(first, "the header lacks one of descr, fortran_order and shape")
        }
        guard !isFortran || shape.count < 2 else {
            throw ArrayError(
                .unsupported, "\(name): the array is in Fortran order: save numpy.ascontiguousarray(array)")
        }
        var header = try NPYHeader(descriptor: descriptor, name: name)
        header.shape = shape
        return (header, first + length)
    }

    private init(descriptor: String, name: String) throws {
        let mark = descriptor.first ?? " "
        let type = descriptor.dropFirst()
        shape = []
        isBigEndian = mark == ">"
        if "<>|=".contains(mark) {
            if let known = Self.types.first(where: { $0.name == type }) {
                content = .numbers(known.type)
                return
            }
            if type.first == "U", let length = Int(type.dropFirst()), length > 0 {
                content = .texts(length: length)
                return
            }
        }
        throw ArrayError(
            .unsupported,
            "\(name): elements of the type '\(descriptor)': u1, i1, i2, i4, i8, f4, f8 and U are handled")
    }
}

/// The dictionary of an NPY header: texts, one flag and one tuple of whole numbers.
private struct PythonDictionary {
    var texts: [String: String] = [:]
    var flag: Bool?
    var shape: [Int]?

    private var rest: Substring

    init?(_ text: String) {
        rest = text[...]
        guard take("{") else { return nil }
        while !take("}") {
            guard let key = quoted(), take(":"), readValue(of: key) else { return nil }
            guard take(",") || rest.first == "}" else { return nil }
        }
        skipSpace()
        guard rest.isEmpty else { return nil }
    }

    private mutating func readValue(of key: String) -> Bool {
        skipSpace()
        switch key {
        case "fortran_order":
            if take("True") { flag = true } else if take("False") { flag = false } else { return false }
        case "shape":
            guard take("(") else { return false }
            var sides: [Int] = []
            while !take(")") {
                let digits = rest.prefix { ("0"..."9").contains($0) }
                guard let side = Int(digits) else { return false }
                rest = rest.dropFirst(digits.count)
                // Python 2 wrote long numbers as 12L.
                _ = take("L")
                sides.append(side)
                guard take(",") || rest.first == ")" else { return false }
                skipSpace()
            }
            shape = sides
        default:
            guard let text = quoted() else { return false }
            texts[key] = text
        }
        skipSpace()
        return true
    }

    private mutating func quoted() -> String? {
        skipSpace()
        guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
        let inner = rest.dropFirst().prefix { $0 != quote && $0 != "\\" }
        let end = rest.dropFirst(inner.count + 1)
        guard end.first == quote else { return nil }
        rest = end.dropFirst()
        return String(inner)
    }

    private mutating func take(_ token: String) -> Bool {
        skipSpace()
        guard rest.hasPrefix(token) else { return false }
        rest = rest.dropFirst(token.count)
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == " " || $0 == "\n" }
    }
}
