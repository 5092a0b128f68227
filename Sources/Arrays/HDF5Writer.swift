import CHDF5
import Glibc
import Synchronization

/// Writes an HDF5 file of growing datasets: the same bytes for the same calls.
///
/// After a call that failed, as on a full disk, nothing more is asked of the library for this file: what it holds in
/// memory could not be written either, and clearing that up may bring the process down. The file stays open then until the
/// process ends.
///
/// Not for two threads at once.
package final class HDF5Writer {
    private let path: String
    private var file: hid_t
    private var datasets: [Dataset] = []
    private var hasFailed = false
    /// What the library said of the call that failed, where it is no longer asked.
    private var keptReason = ""

    /// A dataset of this file.
    package struct DatasetID: Sendable {
        fileprivate let place: Int
    }

    private struct Dataset {
        let handle: hid_t
        let type: ElementType
        /// The sizes of a row's dimensions.
        let row: [Int]
        /// Elements of a row.
        let rowCount: Int
        var rows = 0
    }

    /// Begins a file, in place of what is there.
    ///
    /// - Throws: `ArrayError`.
    package init(to path: String) throws {
        self.path = path
        // Made anew, so that no link of that name is written through.
        unlink(path)
        file = HDF5Library.lock.withLock { _ in
            platen_h5_begin()
            return platen_h5_create(path)
        }
        guard file >= 0 else { throw failure(.unwritable) }
    }

    deinit { HDF5Library.lock.withLock { _ in _ = close() } }

    /// Adds a dataset of no rows yet.
    ///
    /// - Parameters:
    ///   - type: `uint8`, `int8` or `float32`.
    ///   - row: the sizes of a row's dimensions.
    ///   - isPacked: whether it is packed by the library's own gzip filter.
    /// - Throws: `ArrayError`.
    package func addDataset(_ name: String, _ type: ElementType, row: [Int], isPacked: Bool = true) throws -> DatasetID
    {
        guard let rowCount = elementCount(row, size: type.size),
            let stored = HDF5Library.lock.withLock({ _ in stored(type) })
        else {
            throw ArrayError(.unsupported, "cannot write \(path): no dataset of \(type) rows of \(shapeText(row))")
        }
        let handle = HDF5Library.lock.withLock { _ -> hid_t in
            platen_h5_quiet()
            // Pieces of about 256 KB: read one by one, they are fast, and they pack well.
            let rowsInPiece = max(1, min(1024, (1 << 18) / max(1, rowCount * type.size)))
            let start: [hsize_t] = [0] + row.map { hsize_t($0) }
            let most: [hsize_t] = [hsize_t.max] + row.map { hsize_t($0) }
            let piece: [hsize_t] = [hsize_t(rowsInPiece)] + row.map { hsize_t(max(1, $0)) }
            let space = H5Screate_simple(Int32(start.count), start, most)
            defer { H5Sclose(space) }
            let properties = platen_h5_creation_properties()
            defer { H5Pclose(properties) }
            guard space >= 0, properties >= 0, H5Pset_chunk(properties, Int32(piece.count), piece) >= 0,
                // The time of writing must not show.
                H5Pset_obj_track_times(properties, false) >= 0,
                !isPacked || H5Pset_deflate(properties, 1) >= 0
            else {
                keepReason()
                return -1
            }
            let made = H5Dcreate2(file, name, stored, space, 0, properties, 0)
            if made < 0 { keepReason() }
            return made
        }
        guard handle >= 0 else { throw failure(.failed) }
        datasets.append(Dataset(handle: handle, type: type, row: row, rowCount: rowCount))
        return DatasetID(place: datasets.count - 1)
    }

    /// Adds whole rows to a dataset, whose type must be the elements'.
    ///
    /// - Throws: `ArrayError`.
    package func append<Element: ArrayElement>(_ elements: [Element], to dataset: DatasetID) throws {
        let entry = datasets[dataset.place]
        precondition(entry.type == Element.elementType, "another type of elements")
        guard entry.rowCount > 0, !elements.isEmpty else { return }
        precondition(elements.count % entry.rowCount == 0, "half a row")
        let rows = elements.count / entry.rowCount
        let wasWritten = HDF5Library.lock.withLock { _ -> Bool in
            platen_h5_quiet()
            let row = entry.row.map { hsize_t($0) }
            let start: [hsize_t] = [hsize_t(entry.rows)] + row.map { _ in 0 }
            let count: [hsize_t] = [hsize_t(rows)] + row
            let type = HDF5Library.native(entry.type)
            guard H5Dset_extent(entry.handle, [hsize_t(entry.rows + rows)] + row) >= 0 else { return false }
            let target = H5Dget_space(entry.handle)
            defer { H5Sclose(target) }
            let source = H5Screate_simple(Int32(count.count), count, nil)
            defer { H5Sclose(source) }
            guard target >= 0, source >= 0, H5Sselect_hyperslab(target, H5S_SELECT_SET, start, nil, count, nil) >= 0
            else {
                keepReason()
                return false
            }
            let result = elements.withUnsafeBytes { H5Dwrite(entry.handle, type, source, target, 0, $0.baseAddress) }
            if result < 0 { keepReason() }
            return result >= 0
        }
        guard wasWritten else { throw failure(.failed) }
        datasets[dataset.place].rows += rows
    }

    /// Ends the file.
    ///
    /// - Throws: `ArrayError`.
    package func finish() throws {
        guard HDF5Library.lock.withLock({ _ in close() }) else { throw failure(.failed) }
    }

    /// Closes what is open; false where that failed.
    private func close() -> Bool {
        guard file >= 0, !hasFailed else { return true }
        for dataset in datasets where H5Dclose(dataset.handle) < 0 { return false }
        datasets = []
        guard H5Fclose(file) >= 0 else { return false }
        file = -1
        return true
    }

    private func stored(_ type: ElementType) -> hid_t? {
        switch type {
        case .float32: platen_h5_float32()
        case .int8: platen_h5_int8()
        case .uint8: platen_h5_uint8()
        default: nil
        }
    }

    /// Keeps what the library says of the call that just failed, with the library locked.
    ///
    /// The next call, even one that closes something, makes it forget that.
    private func keepReason() { keptReason = HDF5Library.reason() }

    /// The failure of the last call, after which the file is given up.
    private func failure(_ code: ArrayError.Code) -> ArrayError {
        hasFailed = true
        if keptReason.isEmpty { HDF5Library.lock.withLock { _ in keepReason() } }
        let reason = keptReason
        // The library tells the system's error among twenty other things.
        if let number = reason.firstMatch(of: /errno = (\d+)/).flatMap({ Int32($0.1) }), number != 0 {
            return ArrayError.writing(path, number)
        }
        return ArrayError(code, "cannot write \(path): \(reason.isEmpty ? "HDF5 failed" : reason)")
    }
}
