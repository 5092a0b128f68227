/// Reading pictures of the kinds that `PictureFormat` says are read, and writing PNG and JPEG files.
public enum ImageFile {
    /// The image in the bytes of a picture file, told apart by their contents.
    ///
    /// Pictures are turned as EXIF or TIFF's own tag says. Grey sources become grey images and all others RGB, 8 bits a
    /// channel; what is transparent is laid on white, CMYK goes to RGB without a colour profile. Of several pages or
    /// frames the first is taken. `name` is what errors call the file. Throws `ImagingError` for anything but a complete,
    /// undamaged image within the limits, before memory is taken for its pixels.
    public static func decode(_ bytes: [UInt8], name: String, limits: ImageLimits = ImageLimits()) throws -> Bitmap {
        try limits.check(byteCount: bytes.count, name: name)
        guard !bytes.isEmpty else { throw ImagingError(.notAnImage, "\(name): the file is empty") }
        switch try format(of: bytes, name: name) {
        case .png: return try PNGDecoder.decode(bytes, name: name, limits: limits)
        case .jpeg: return try JPEGDecoder.decode(bytes, name: name, limits: limits)
        case .webp: return try WebPDecoder.decode(bytes, name: name, limits: limits)
        case .tiff: return try TIFFDecoder.decode(bytes, name: name, limits: limits)
        case .bmp: return try BMPDecoder.decode(bytes, name: name, limits: limits)
        case .gif: return try GIFDecoder.decode(bytes, name: name, limits: limits)
        case let other:
            throw ImagingError(
                .unsupported, "\(name): \(other.name) pictures are not read: save it as \(PictureFormat.readNames)")
        }
    }

    /// What kind of picture a file is: by its contents, and by its name where these say nothing.
    private static func format(of bytes: [UInt8], name: String) throws(ImagingError) -> PictureFormat {
        let (found, named) = (PictureFormat(of: bytes), PictureFormat(named: name))
        // Most raw files of cameras are TIFFs, in which the first picture is a thumbnail.
        if found == .tiff, named == .cameraRaw { return .cameraRaw }
        if let found { return found }
        if let named, !named.isRead { return named }
        throw ImagingError(
            .notAnImage, "\(name): not a \(PictureFormat.readNames) file: it begins with \(beginning(of: bytes))")
    }

    /// The image in a picture file, decoded as `decode(_:name:limits:)` does.
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
