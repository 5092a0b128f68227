import CHDF5
import Synchronization

/// What all files of HDF5 in a process share.
enum HDF5Library {
    /// Held around every call of the library, which has state of its own that all its files share.
    static let lock = Mutex(())

    /// What the library says of the call that just failed, with the library locked; empty where nothing failed.
    ///
    /// The next call, even one that closes something, makes it forget that.
    static func reason() -> String {
        var text = [CChar](repeating: 0, count: 1000)
        platen_h5_reason(&text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The type in memory, in the machine's byte order.
    static func native(_ type: ElementType) -> hid_t {
        switch type {
        case .uint8: platen_h5_native_uint8()
        case .int8: platen_h5_native_int8()
        case .int16: platen_h5_native_int16()
        case .int32: platen_h5_native_int32()
        case .int64: platen_h5_native_int64()
        case .float32: platen_h5_native_float32()
        case .float64: platen_h5_native_float64()
        }
    }
}
