import Glibc

/// Where a file goes that a person named.
///
/// It grows under another name beside its own, so that it appears whole or not at all. A link stays one: what it leads to is
/// replaced. Devices and pipes, and what standard output is, are written into.
package struct OutputFile: Sendable {
    /// The name that it gets in the end.
    package let path: String
    /// The name under which it grows: its own where it is written in place.
    package let partial: String

    /// Whether it is written in place.
    private var isInPlace: Bool { partial == path }

    /// Nothing is written yet.
    package init(_ path: String) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
        // Folders can't be opened for writing, and are refused then.
        let isOfSystem = ["/dev/", "/proc/"].contains { path.hasPrefix($0) }
        guard !isOfSystem, isThere ? isRegular : !isLink else {
            (self.path, partial) = (path, path)
            return
        }
        var place = path
        if isLink, let target = realpath(path, nil) {
            place = String(cString: target)
            free(target)
        }
        let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")).map { place.utf8.index(after: $0) } ?? place.startIndex
        // A name may have 255 bytes.
        let name = String(decoding: place.utf8[slash...].prefix(200), as: UTF8.self)
        self.path = place
        partial = place[..<slash] + "\(name).\(getpid()).partial"
    }

    /// Opens it for writing; returns the descriptor, or -1, and `errno` says why.
    package func open() -> Int32 {
        Glibc.open(partial, O_WRONLY | O_CREAT | O_CLOEXEC | (isInPlace ? O_APPEND : O_TRUNC), 0o666)
    }

    /// Gives it its name, once all is written and closed; returns 0, or -1, and `errno` says why.
    package func finish() -> Int32 { isInPlace ? 0 : rename(partial, path) }

    /// Removes what there is of it.
    package func abandon() { if !isInPlace { unlink(partial) } }

    /// Writes a file.
    ///
    /// - Throws: `ImagingError`, with the path, whatever it holds.
    package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(ImagingError) {
        try FileBytes.write(Array(bytes), to: path)
    }
}
