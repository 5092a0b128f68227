import Foundation

extension Error {
    /// The number of the system's error behind one of Foundation's; nil where there is none.
    package var systemErrorNumber: Int32? {
        // A POSIXError there is a value of Swift's, which no cast to NSError finds.
        var inner: any Error = self
        while let next = (inner as NSError).userInfo[NSUnderlyingErrorKey] as? any Error { inner = next }
        let system = inner as NSError
        if system.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: system.code) }
        switch (self as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
        case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
        case .fileWriteFileExists: return EEXIST
        case .fileWriteOutOfSpace: return ENOSPC
        case .fileWriteVolumeReadOnly: return EROFS
        default: return nil
        }
    }

    /// What the system says of it, in lower case: in place of Foundation's sentence, which names no reason.
    package var systemReason: String {
        guard let number = systemErrorNumber, let text = strerror(number) else {
            let error = self as NSError
            if error.domain == "NSURLErrorDomain", let words = Self.networkReasons[error.code] { return words }
            return "\(error.domain) error \(error.code)"
        }
        return String(cString: text).lowercased()
    }

    /// What the commonest errors of connections mean.
    private static var networkReasons: [Int: String] {
        [
            -1001: "the answer took too long", -1003: "no such host", -1004: "connection refused",
            -1005: "the connection was cut", -1006: "no such host", -1009: "there is no network",
            -1200: "no secure connection could be made", -1202: "the certificate is not trusted",
        ]
    }
}
