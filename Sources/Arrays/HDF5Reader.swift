import CHDF5
import Synchronization

/// Reads an HDF5 file: datasets of numbers in its root, packed by gzip, by LZF or not at all.
///
/// The library trusts what is in a file: open none of a stranger's.
package final class HDF5Reader: Sendable {
    private let path: String
    private let file: hid_t

    private static let magic: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Whether the first bytes of a file are those of an HDF5 file.
    package static func isHDF5(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

    /// Opens a file.
    ///
    /// - Throws: `ArrayError`.
    package init(_ path: String) throws {
        self.path = path
        let (opened, reason) = HDF5Library.lock.withLock { _ -> (hid_t, String) in
            platen_h5_begin()
            HDF5Library.addLZF()
            let opened = platen_h5_open(path)
            return (opened, opened < 0 ? HDF5Library.reason() : "")
        }
        file = opened
        guard opened >= 0 else {
            throw ArrayError(
                .damaged, "cannot read \(path): it is no HDF5 file, or is damaged or cut short (\(reason))")
        }
    }

    deinit {
        if file >= 0 { HDF5Library.lock.withLock { _ in _ = H5Fclose(file) } }
    }

    /// Whether there is something of a name in the root.
    package func has(_ name: String) -> Bool { HDF5Library.lock.withLock { _ in H5Lexists(file, name, 0) > 0 } }

    /// The rows of a dataset of numbers.
    ///
    /// - Throws: `ArrayError`.
    package func rows(of name: String) throws -> any ArrayRows {
        HDF5Rows(self, try HDF5Library.lock.withLock { _ in try open(name) }, name: "\(path), \(name)")
    }

    /// What is open, with the library locked.
    fileprivate struct Opened {
        var handle: hid_t
        var type: ElementType
        var shape: [Int]
    }

    private func open(_ name: String) throws -> Opened {
        func failure(_ code: ArrayError.Code, _ what: String) -> ArrayError {
            ArrayError(code, "\(path), \(name): \(what)")
        }
        platen_h5_quiet()
        let handle = H5Dopen2(file, name, 0)
        guard handle >= 0 else { throw failure(.damaged, "there is no such dataset") }
        do {
            let type = H5Dget_type(handle)
            defer { H5Tclose(type) }
            guard let element = Self.element(type) else {
                throw failure(
                    .unsupported, "its elements are no numbers of 1 to 8 bytes: whole numbers and floats are read")
            }
            let space = H5Dget_space(handle)
            defer { H5Sclose(space) }
            let dimensions = H5Sget_simple_extent_ndims(space)
            guard dimensions > 0 else { throw failure(.damaged, "it is no array of rows") }
            var sides = [hsize_t](repeating: 0, count: Int(dimensions))
            guard H5Sget_simple_extent_dims(space, &sides, nil) == dimensions else {
                throw failure(.damaged, "its shape can't be read")
            }
            let shape = sides.compactMap { Int(exactly: $0) }
            guard shape.count == sides.count, elementCount(shape, size: element.size) != nil else {
                throw failure(.damaged, "no file has room for its elements")
            }
            if let filter = Self.unknownFilter(of: handle) {
                throw failure(
                    .unsupported,
                    "it is packed by \(filter), which is not read: save it with compression='gzip', or with none")
            }
            return Opened(handle: handle, type: element, shape: shape)
        } catch {
            H5Dclose(handle)
            throw error
        }
    }

    /// The type in which elements are had; nil where they are none that are read.
    private static func element(_ type: hid_t) -> ElementType? {
        let size = H5Tget_size(type)
        switch H5Tget_class(type) {
        case H5T_INTEGER:
            let isSigned = H5Tget_sign(type) != H5T_SGN_NONE
            // Without a sign, a number needs the next larger type.
            return switch (size, isSigned) {
            case (1, false): .uint8
            case (1, true): .int8
            case (2, true): .int16
            case (2, false), (4, true): .int32
            case (4, false), (8, true): .int64
            default: nil
            }
        case H5T_FLOAT: return size <= 4 ? .float32 : size == 8 ? .float64 : nil
        default: return nil
        }
    }

    /// The first filter that the library lacks; nil where it has all.
    private static func unknownFilter(of dataset: hid_t) -> String? {
        let properties = H5Dget_create_plist(dataset)
        defer { H5Pclose(properties) }
        for place in 0..<max(0, H5Pget_nfilters(properties)) {
            var (flags, settings, count): (UInt32, UInt32, Int) = (0, 0, 0)
            var name = [CChar](repeating: 0, count: 64)
            let filter = H5Pget_filter2(
                properties, UInt32(place), &flags, &count, nil, name.count, &name, &settings)
            guard filter < 0 || H5Zfilter_avail(filter) <= 0 else { continue }
            let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return text.isEmpty ? "filter \(filter)" : text
        }
        return nil
    }
}

/// The rows of a dataset of an HDF5 file.
private final class HDF5Rows: ArrayRows {
    let shape: [Int]
    private let name: String
    private let dataset: HDF5Reader.Opened
    /// Elements of a row.
    private let rowCount: Int
    /// Keeps the file open.
    private let file: HDF5Reader

    init(_ file: HDF5Reader, _ dataset: HDF5Reader.Opened, name: String) {
        (self.file, self.dataset, self.name) = (file, dataset, name)
        shape = dataset.shape
        // The shape as a whole was found to be of a possible size.
        rowCount = elementCount(Array(dataset.shape.dropFirst()), size: dataset.type.size) ?? 0
    }

    deinit { HDF5Library.lock.withLock { _ in _ = H5Dclose(dataset.handle) } }

    func read(_ rows: Range<Int>) throws -> StoredArray {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "no such rows")
        let sides = [rows.count] + shape.dropFirst()
        var bytes = [UInt8](repeating: 0, count: rows.count * rowCount * dataset.type.size)
        let reason: String? =
            bytes.isEmpty ? nil : HDF5Library.lock.withLock { _ in select(rows, sides, into: &bytes) }
        if let reason {
            throw ArrayError(
                .damaged, "\(name): rows from \(rows.lowerBound) on can't be read (\(reason)): get the file again")
        }
        return StoredArray(
            type: dataset.type, shape: sides, count: rows.count * rowCount, bytes: bytes, start: 0,
            isBigEndian: 1.bigEndian == 1)
    }

    /// Reads with the library locked; returns why that failed, or nil.
    private func select(_ rows: Range<Int>, _ sides: [Int], into bytes: inout [UInt8]) -> String? {
        platen_h5_quiet()
        let start = [hsize_t(rows.lowerBound)] + shape.dropFirst().map { _ in 0 }
        let size = sides.map { hsize_t($0) }
        let source = H5Dget_space(dataset.handle)
        defer { H5Sclose(source) }
        let target = H5Screate_simple(Int32(size.count), size, nil)
        defer { H5Sclose(target) }
        guard source >= 0, target >= 0, H5Sselect_hyperslab(source, H5S_SELECT_SET, start, nil, size, nil) >= 0 else {
            return HDF5Library.reason()
        }
        let result = bytes.withUnsafeMutableBytes {
            H5Dread(dataset.handle, HDF5Library.native(dataset.type), target, source, 0, $0.baseAddress)
        }
        return result >= 0 ? nil : HDF5Library.reason()
    }
}
