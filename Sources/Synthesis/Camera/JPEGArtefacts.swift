import Configs
import Imaging

/// Packs the picture as JPEG and unpacks it.
struct JPEGArtefacts: CameraStage {
    var quality = Count(30...90)

    init() {}

    static let name = "jpeg"
    static let summary = "Leaves the traces of JPEG: the picture is packed and unpacked again."
    static let shorthand: String? = "quality"
    static var fields: [Field<JPEGArtefacts>] {
        [Field("quality", \.quality, in: 1...100, "JPEG quality.")]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) throws {
        let quality = chooser.count("quality", quality)
        try darkroom.jpeg.encode(picture, quality: quality, into: &darkroom.bytes)
        picture = try ImageFile.decode(darkroom.bytes, name: "camera.jpeg")
    }
}
