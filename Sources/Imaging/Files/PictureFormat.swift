/// A kind of picture file: those that are read, and those that are known by name alone, so that none is passed over
/// without a word.
public enum PictureFormat: Sendable, Hashable, CaseIterable {
    // Read.
    case png, jpeg, webp, tiff, bmp, gif
    // Not read.
    case heif, avif, jpeg2000, jpegXL, jpegXR, svg, pdf, postScript, netpbm, photoshop, gimp, icon, targa, pcx, dds
    case openEXR, radiance, djvu, jbig2, qoi, mng, metafile, cameraRaw

    /// What people call it, such as `JPEG 2000`.
    public var name: String { entry.name }

    /// What its files' names end in, behind the dot, in lower case.
    public var fileExtensions: [String] { entry.extensions }

    /// Whether `ImageFile` reads it.
    public var isRead: Bool {
        switch self {
        case .png, .jpeg, .webp, .tiff, .bmp, .gif: true
        default: false
        }
    }

    /// The formats that are read, in a list for a person: `PNG, JPEG, WebP, TIFF, BMP or GIF`.
    public static var readNames: String {
        let names = allCases.filter(\.isRead).map(\.name)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }

    /// The format that a file's name, or a path, ends in; nil for names of other files.
    public init?(named path: String) {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
            let known = Self.byExtension[name[name.utf8.index(after: dot)...].lowercased()]
        else { return nil }
        self = known
    }

    private static let byExtension = Dictionary(
        allCases.flatMap { format in format.fileExtensions.map { ($0, format) } },
        uniquingKeysWith: { first, _ in first })

    private var entry: (name: String, extensions: [String]) {
        switch self {
        case .png: ("PNG", ["png", "apng"])
        case .jpeg: ("JPEG", ["jpg", "jpeg", "jpe", "jfif"])
        case .webp: ("WebP", ["webp"])
        case .tiff: ("TIFF", ["tif", "tiff"])
        case .bmp: ("BMP", ["bmp", "dib"])
        case .gif: ("GIF", ["gif"])
        case .heif: ("HEIF", ["heic", "heif", "heics", "heifs", "hif"])
        case .avif: ("AVIF", ["avif", "avifs"])
        case .jpeg2000: ("JPEG 2000", ["jp2", "j2k", "jpf", "jpx", "jpm", "j2c", "jpc"])
        case .jpegXL: ("JPEG XL", ["jxl"])
        case .jpegXR: ("JPEG XR", ["jxr", "wdp", "hdp"])
        case .svg: ("SVG", ["svg", "svgz"])
        case .pdf: ("PDF", ["pdf"])
        case .postScript: ("PostScript", ["ps", "eps"])
        case .netpbm: ("Netpbm", ["pbm", "pgm", "ppm", "pnm", "pam", "pfm"])
        case .photoshop: ("Photoshop", ["psd", "psb"])
        case .gimp: ("GIMP", ["xcf"])
        case .icon: ("icon", ["ico", "cur", "icns"])
        case .targa: ("Targa", ["tga"])
        case .pcx: ("PCX", ["pcx", "dcx"])
        case .dds: ("DDS", ["dds"])
        case .openEXR: ("OpenEXR", ["exr"])
        case .radiance: ("Radiance", ["hdr"])
        case .djvu: ("DjVu", ["djvu", "djv"])
        case .jbig2: ("JBIG2", ["jbig2", "jb2"])
        case .qoi: ("QOI", ["qoi"])
        case .mng: ("MNG", ["mng", "jng"])
        case .metafile: ("metafile", ["wmf", "emf"])
        case .cameraRaw: ("camera raw", ["dng", "cr2", "cr3", "nef", "nrw", "arw", "orf", "rw2", "pef", "raf", "srw"])
        }
    }
}

extension PictureFormat {
    /// The format that a file's first bytes tell; nil where they tell none of those known.
    public init?(of bytes: [UInt8]) {
        func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            bytes.count >= offset + signature.count && bytes[offset...].starts(with: signature)
        }
        func begins(_ text: String, at offset: Int = 0) -> Bool { begins(Array(text.utf8), at: offset) }

        if begins(PNGLayout.signature) {
            self = .png
        } else if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins("RIFF") && begins("WEBP", at: 8) {
            self = .webp
        } else if begins("II*\0\u{10}\0\0\0CR") {
            self = .cameraRaw
        } else if begins("II*\0") || begins("MM\0*") || begins("II+\0") || begins("MM\0+") {
            self = .tiff
        } else if begins("BM") && BMPHeader.isPlausible(bytes) {
            self = .bmp
        } else if begins("GIF87a") || begins("GIF89a") {
            self = .gif
        } else if begins("ftyp", at: 4), let format = Self.box(brand: bytes.dropFirst(8).prefix(4)) {
            self = format
        } else if begins("\0\0\0\u{0C}jP  ") || begins([0xFF, 0x4F, 0xFF, 0x51]) {
            self = .jpeg2000
        } else if begins("\0\0\0\u{0C}JXL ") || begins([0xFF, 0x0A]) {
            self = .jpegXL
        } else if let format = Self.signatures.first(where: { begins($0.signature) })?.format {
            self = format
        } else if Self.isNetpbm(bytes.prefix(3)) {
            self = .netpbm
        } else if Self.isSVG(bytes.prefix(1024)) {
            self = .svg
        } else {
            return nil
        }
    }

    private static let signatures: [(signature: [UInt8], format: PictureFormat)] = [
        ([0x49, 0x49, 0xBC], .jpegXR), (Array("%PDF-".utf8), .pdf), (Array("%!PS".utf8), .postScript),
        ([0xC5, 0xD0, 0xD3, 0xC6], .postScript), (Array("8BPS".utf8), .photoshop), (Array("gimp xcf".utf8), .gimp),
        ([0, 0, 1, 0], .icon), ([0, 0, 2, 0], .icon), (Array("icns".utf8), .icon), ([0x0A, 5, 1, 8], .pcx),
        (Array("DDS ".utf8), .dds), ([0x76, 0x2F, 0x31, 0x01], .openEXR), (Array("#?RADIANCE".utf8), .radiance),
        (Array("AT&TFORM".utf8), .djvu), ([0x97, 0x4A, 0x42, 0x32], .jbig2), (Array("qoif".utf8), .qoi),
        ([0x8A, 0x4D, 0x4E, 0x47], .mng), ([0x8B, 0x4A, 0x4E, 0x47], .mng), ([0xD7, 0xCD, 0xC6, 0x9A], .metafile),
    ]

    /// What a file of ISO boxes holds, if it is a picture.
    private static func box(brand: ArraySlice<UInt8>) -> PictureFormat? {
        switch String(decoding: brand, as: UTF8.self) {
        case "avif", "avis": .avif
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": .heif
        case "crx ": .cameraRaw
        default: nil
        }
    }

    /// A `P`, a digit, and white space.
    private static func isNetpbm(_ start: ArraySlice<UInt8>) -> Bool {
        let start = Array(start)
        return start.count == 3 && start[0] == UInt8(ascii: "P")
            && (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(start[1])
            && [9, 10, 13, 32].contains(start[2])
    }

    private static func isSVG(_ start: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: start, as: UTF8.self)
        guard let mark = text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), mark == "<" else { return false }
        return text.contains("<svg")
    }
}
