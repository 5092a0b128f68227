import Foundation

/// WebP files: chunks that an encoder made, put together by hand.
enum RawWebP {
    /// 3 x 2 pixels without loss: (10, 20, 30), (200, 100, 50), green; red, blue, (90, 90, 90).
    static let lossless = file(
        "UklGRkQAAABXRUJQVlA4TDgAAAAvAkAAAC9AFmCyOQSWP0hvGmTSNv3rvoJmbUQCJPDBbPb/Qec/4I88YnWxBgrSNmBx95Qtov9xeQ==")
    /// The same pixels with the alpha 255, 128, 0; 51, 255, 255.
    static let alpha = file(
        "UklGRlAAAABXRUJQVlA4TEQAAAAvAkAAEC9AFmCyOQSWP0hvGmTSNv3rvoJmbUQCJPDBbPb/QQkkbRZq/c77vdPjgPxcY9ela4FCthHg0L0C"
            + "p3QR/Y9jBQ==")
    /// 16 x 8 pixels with loss, red beside blue.
    static let lossy = file(
        "UklGRkIAAABXRUJQVlA4IDYAAADQAQCdASoQAAgAAMASJaACdLoB+AADsAD++dp//r93/+jD/dAnww//dAn/7Us+NI+1LPqKAAA=")
    /// The pixels of `lossless`, and a second frame of dark grey.
    static let moving = file(
        "UklGRrIAAABXRUJQVlA4WAoAAAACAAAAAgAAAQAAQU5JTQYAAAAAAAAAAABBTk1GVAAAAAAAAAAAAAIAAAEAAGQAAAJWUDhMOwAAAC8CQAAA"
            + "L0AkQEKme8mVfvUGkbZtbniGZuNKTiZtQ41Uyfyfu+dm8x/wB1Fd+FkFBWkbsLh7xhbR/7gWAEFOTUYqAAAAAAAAAAAAAgAAAQAAZAAA"
            + "AFZQOEwRAAAALwJAAAAH0IMe9KD/gYjofwAA")

    static let pixels: [UInt8] = [10, 20, 30, 200, 100, 50, 0, 255, 0, 255, 0, 0, 0, 0, 255, 90, 90, 90]

    /// `lossless` with EXIF data.
    static func withEXIF(_ exif: [UInt8], width: Int = 3, height: Int = 2) -> [UInt8] {
        func three(_ value: Int) -> [UInt8] { Array(RawBMP.number(value - 1, 3)) }
        let chunks =
            chunk("VP8X", [8, 0, 0, 0] + three(width) + three(height)) + lossless.dropFirst(12) + chunk("EXIF", exif)
        return Array("RIFF".utf8) + RawBMP.number(chunks.count + 4, 4) + Array("WEBP".utf8) + chunks
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        Array(type.utf8) + RawBMP.number(data.count, 4) + data + (data.count % 2 == 1 ? [0] : [])
    }

    private static func file(_ text: String) -> [UInt8] { [UInt8](Data(base64Encoded: text) ?? Data()) }
}
