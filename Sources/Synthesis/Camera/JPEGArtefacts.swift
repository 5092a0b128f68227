package import Configuration
package import Imaging

/// Packs the picture as JPEG and unpacks it.
package struct JPEGArtefacts: CameraStage {
    package var quality = Count(30...90)

    package init() {}

    package static let name = "jpeg"
    package static let summary = "Leaves the traces of JPEG: the picture is packed and unpacked again."
    package static let shorthand: String? = "quality"
    package static var fields: [Field<JPEGArtefacts>] {
        [Field("quality", \.quality, in: 1...100, "JPEG quality.")]
    }

    package func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) throws {
        let quality = chooser.count("quality", quality)
        try darkroom.jpeg.encode(picture, quality: quality, into: &darkroom.bytes)
        picture = try ImageFile.decode(darkroom.bytes, name: "camera.jpeg")
    }
}
