/// Writes structures in Thrift's compact protocol, field by field.
struct ThriftWriter {
    private(set) var bytes: [UInt8] = []
    /// The number of the last field of each structure that is open.
    private var last: [Int] = [0]

    enum Kind: UInt8 {
        case i32 = 5
        case i64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    private mutating func field(_ number: Int, _ kind: Kind) {
        let step = number - (last.last ?? 0)
        if (1...15).contains(step) {
            bytes.append(UInt8(step) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            append(zigzag: number)
        }
        last[last.count - 1] = number
    }

    private mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func append(zigzag value: Int) {
        append(varint: UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
    }

    private mutating func append(text: String) {
        append(varint: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func int32(_ number: Int, _ value: Int) {
        field(number, .i32)
        append(zigzag: value)
    }

    mutating func int64(_ number: Int, _ value: Int) {
        field(number, .i64)
        append(zigzag: value)
    }

    mutating func string(_ number: Int, _ value: String) {
        field(number, .binary)
        append(text: value)
    }

    mutating func structure(_ number: Int, _ body: (inout ThriftWriter) -> Void) {
        field(number, .structure)
        element(body)
    }

    private mutating func element(_ body: (inout ThriftWriter) -> Void) {
        last.append(0)
        body(&self)
        end()
        last.removeLast()
    }

    private mutating func list(_ number: Int, _ count: Int, of kind: Kind) {
        field(number, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            append(varint: UInt64(count))
        }
    }

    mutating func list<Element>(
        _ number: Int, _ elements: [Element], _ body: (inout ThriftWriter, Element) -> Void
    ) {
        list(number, elements.count, of: .structure)
        for item in elements { element { body(&$0, item) } }
    }

    mutating func list(_ number: Int, strings: [String]) {
        list(number, strings.count, of: .binary)
        for text in strings { append(text: text) }
    }

    mutating func list(_ number: Int, int32s: [Int]) {
        list(number, int32s.count, of: .i32)
        for value in int32s { append(zigzag: value) }
    }

    /// Ends a structure.
    mutating func end() { bytes.append(0) }
}

/// A value in Thrift's compact protocol.
indirect enum ThriftValue {
    case number(Int)
    case bytes(ArraySlice<UInt8>)
    case list([ThriftValue])
    case structure([Int: ThriftValue])

    /// A field of a structure.
    subscript(_ number: Int) -> ThriftValue? {
        if case .structure(let fields) = self { fields[number] } else { nil }
    }

    var number: Int? { if case .number(let value) = self { value } else { nil } }
    var text: String? { if case .bytes(let bytes) = self { String(validating: bytes, as: UTF8.self) } else { nil } }
    var list: [ThriftValue]? { if case .list(let items) = self { items } else { nil } }
}

/// Reads structures in Thrift's compact protocol; whatever the bytes are, it ends.
struct ThriftReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int
    private var depth = 0

    /// What bytes that are no structure are.
    struct Damage: Error {}

    private static let deepest = 32

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func structure() throws(Damage) -> ThriftValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw Damage() }
        var fields: [Int: ThriftValue] = [:]
        var last = 0
        while true {
            let head = try byte()
            if head == 0 { return .structure(fields) }
            let step = Int(head >> 4)
            last = step == 0 ? try zigzag() : last + step
            // Numbers of fields have sixteen bits.
            guard (0...0x7FFF).contains(last) else { throw Damage() }
            fields[last] = try value(of: head & 15)
        }
    }

    private mutating func value(of kind: UInt8) throws(Damage) -> ThriftValue {
        switch kind {
        case 1: return .number(1)
        case 2: return .number(0)
        case 3: return .number(Int(Int8(bitPattern: try byte())))
        case 4, 5, 6: return .number(try zigzag())
        case 7:
            _ = try take(8)
            return .number(0)
        case 8: return .bytes(try take(try count()))
        case 9, 10:
            let head = try byte()
            let count = head >> 4 == 15 ? try self.count() : Int(head >> 4)
            // Each element takes a byte or more.
            guard count <= bytes.endIndex - position else { throw Damage() }
            var items: [ThriftValue] = []
            for _ in 0..<count {
                // In lists a truth value has a byte of its own.
                items.append(head & 15 <= 2 ? .number(Int(try byte())) : try value(of: head & 15))
            }
            return .list(items)
        case 12: return try structure()
        default: throw Damage()
        }
    }

    private mutating func byte() throws(Damage) -> UInt8 {
        guard position < bytes.endIndex else { throw Damage() }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func take(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - position else { throw Damage() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func varint() throws(Damage) -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let next = try byte()
            guard shift < 64 else { throw Damage() }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    private mutating func zigzag() throws(Damage) -> Int {
        let value = try varint()
        return Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1)
    }

    private mutating func count() throws(Damage) -> Int {
        guard let count = Int(exactly: try varint()) else { throw Damage() }
        return count
    }
}
