/// Reading and writing PNG and JPEG files.
public enum ImageFile {
    /// The image in the bytes of a PNG or JPEG file, told apart by their contents.
    ///
    /// Grey sources become grey images and all others RGB, 8 bits a channel; what is transparent is laid on
    /// white. `name` is what errors call the file. Throws `ImagingError` for anything but a complete, undamaged
    /// image within the limits, before memory is taken for its pixels.
    public static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits = ImageLimits()) throws -> Bitmap {
        try limits.check(byteCount: bytes.count, name: name)
        guard !bytes.isEmpty else { throw ImagingError(.notAnImage, "\(name): the file is empty") }
        if bytes.starts(with: PNGLayout.signature) { return try PNGDecoder.decode(bytes, name: name, limits: limits) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGDecoder.decode(bytes, name: name, limits: limits) }
        throw ImagingError(.notAnImage, "\(name): not a PNG or JPEG file: it begins with \(beginning(of: bytes))")
    }

    /// The image in a PNG or JPEG file, decoded as `decode(_:name:limits:)` does.
    ///
    /// Throws `ImagingError`.
    public static func read(path: String, limits: ImageLimits = ImageLimits()) throws -> Bitmap {
        try decode(FileBytes.read(path, limits: limits), name: path, limits: limits)
    }

    /// Writes an image as PNG or, at quality 95, as JPEG: by the extension, .png, .jpg or .jpeg.
    ///
    /// The file appears whole or not at all. Throws `ImagingError`.
    public static func write(_ image: Bitmap, path: String) throws {
        var bytes: [UInt8] = []
        do {
            // What has no pixels the encoders refuse.
            if image.width > 0, image.height > 0 {
                try ImageLimits().check(width: image.width, height: image.height, name: "the picture")
            }
            switch fileExtension(of: path) {
            case "png": try PNGEncoder().encode(image, into: &bytes)
            case "jpg", "jpeg": try JPEGEncoder().encode(image, quality: 95, into: &bytes)
            default: throw ImagingError(.unsupported, "the name must end in .png, .jpg or .jpeg")
            }
        } catch let error as ImagingError {
            throw ImagingError(error.code, "cannot write \(path): \(error.message)")
        }
        try FileBytes.write(bytes, to: path)
    }

    private static func fileExtension(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// The first bytes, as text where they are text.
    private static func beginning(of bytes: [UInt8]) -> String {
        let first = bytes.prefix(8)
        if first.allSatisfy({ (0x20...0x7E).contains($0) }) {
            return "\"" + String(decoding: first, as: UTF8.self) + "\""
        }
        return first.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}
