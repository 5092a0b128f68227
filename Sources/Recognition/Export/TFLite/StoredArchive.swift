import Foundation

/// A zip of stored files behind another file's bytes (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
///
/// What reads the first file takes no notice of it, and what reads zips finds it from the end: so TensorFlow Lite's files
/// carry what belongs to them.
struct StoredArchive {
    private(set) var data: Data
    private var directory = Data()
    private var count: UInt16 = 0

    /// Begins behind the bytes of a file.
    init(behind data: Data) { self.data = data }

    /// Adds a file.
    mutating func add(_ name: String, _ content: Data) {
        let place = UInt32(data.count)
        var fields = Data()
        // Version 2.0; names are UTF-8; stored; the first day that the format knows, so that the same comes of the same.
        fields.append(numbers: [20, 1 << 11, 0, 0, 0x21] as [UInt16])
        fields.append(numbers: [content.crc32, UInt32(content.count), UInt32(content.count)])
        fields.append(numbers: [UInt16(name.utf8.count), 0])
        data.append(numbers: [0x0403_4B50] as [UInt32])
        data += fields + Data(name.utf8) + content
        directory.append(numbers: [0x0201_4B50] as [UInt32])
        directory.append(numbers: [20] as [UInt16])
        directory += fields
        directory.append(numbers: [0, 0, 0] as [UInt16])
        directory.append(numbers: [0, place])
        directory += Data(name.utf8)
        count += 1
    }

    /// All bytes, the zip's directory at the end.
    func finished() -> Data {
        var whole = data + directory
        whole.append(numbers: [0x0605_4B50] as [UInt32])
        whole.append(numbers: [0, 0, count, count] as [UInt16])
        whole.append(numbers: [UInt32(directory.count), UInt32(data.count)])
        whole.append(numbers: [0] as [UInt16])
        return whole
    }
}

extension Data {
    fileprivate mutating func append<Number: FixedWidthInteger>(numbers: [Number]) {
        for number in numbers { Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) } }
    }

    /// The checksum of zips and PNGs.
    fileprivate var crc32: UInt32 {
        ~reduce(~0 as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
    }
}
