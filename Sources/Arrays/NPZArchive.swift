import CZip

/// Reads an NPZ file: a zip of NPY files.
///
/// Not for two threads at once.
package final class NPZArchive {
    private let archive: OpaquePointer
    private let path: String
    /// The names of the arrays, sorted.
    package let names: [String]
    private let places: [String: UInt64]

    /// Opens a file.
    ///
    /// - Throws: `ArrayError`.
    package init(_ path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw ZipFailure.opening(path, code) }
        var places: [String: UInt64] = [:]
        for place in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
            guard let name = zip_get_name(archive, place, 0) else { continue }
            let text = String(cString: name)
            if text.hasSuffix(".npy") { places[String(text.dropLast(4))] = place }
        }
        self.archive = archive
        self.path = path
        self.places = places
        names = places.keys.sorted()
    }

    deinit { zip_discard(archive) }

    /// The array of a name.
    ///
    /// - Throws: `ArrayError`.
    package func array(_ name: String) throws -> NPYArray {
        guard let place = places[name] else {
            throw ArrayError(
                .damaged, "\(path): there is no array '\(name)': it has \(names.joined(separator: ", "))")
        }
        return try NPYArray.decode(try bytes(of: place, name: "\(path), \(name).npy"), name: "\(path), \(name).npy")
    }

    private func bytes(of place: UInt64, name: String) throws -> [UInt8] {
        var status = zip_stat_t()
        guard zip_stat_index(archive, place, 0, &status) == 0, status.valid & UInt64(ZIP_STAT_SIZE) != 0,
            status.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0
        else { throw ArrayError(.damaged, "\(name): the zip archive does not say how long it is") }
        // Deflate packs 1032 to 1 at best: more is a trap, or damage.
        guard status.size <= UInt64(ArrayFile.maxBytes), status.size / 1032 <= status.comp_size else {
            throw ArrayError(.unsupported, "\(name): it unpacks to \(status.size) bytes, which is refused")
        }
        guard let file = zip_fopen_index(archive, place, 0) else {
            throw ArrayError(.damaged, "\(name): \(ZipFailure.text(zip_get_error(archive)))")
        }
        defer { zip_fclose(file) }
        var isWhole = false
        let count = Int(status.size)
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = zip_fread(file, buffer.baseAddress.map { $0 + filled }, UInt64(count - filled))
                if got <= 0 { return }
                filled += Int(got)
            }
            // The checksum is compared when the end is met.
            var more: UInt8 = 0
            isWhole = zip_fread(file, &more, 1) == 0
        }
        guard isWhole else {
            throw ArrayError(.damaged, "\(name): \(ZipFailure.text(zip_file_get_error(file))): get the file again")
        }
        return bytes
    }
}

/// What libzip says about a failure.
enum ZipFailure {
    static func text(_ error: UnsafeMutablePointer<zip_error_t>?) -> String {
        guard let error, zip_error_code_zip(error) != 0, let text = zip_error_strerror(error) else {
            return "the data is cut short"
        }
        return String(cString: text).lowercased()
    }

    static func opening(_ path: String, _ code: Int32) -> ArrayError {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        let isMissing = [ZIP_ER_OPEN, ZIP_ER_READ, ZIP_ER_NOENT].contains(code)
        return ArrayError(
            isMissing ? .unreadable : .damaged,
            isMissing ? "cannot read \(path): \(text(&error))" : "\(path): not a sound zip archive: \(text(&error))")
    }
}
