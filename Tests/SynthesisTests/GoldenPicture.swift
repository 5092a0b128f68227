import Foundation
import Imaging
import TestSupport
import Testing

/// A picture that was looked at and found right.
///
/// `PLATEN_RECORD_GOLDENS=1 swift test --filter GoldenTests` writes all of them anew; that run fails, so that nobody
/// records by accident. Look at each picture before it is committed.
struct GoldenPicture {
    static let isRecording = ProcessInfo.processInfo.environment["PLATEN_RECORD_GOLDENS"] == "1"
    static let folder = Fixture.root + "/Tests/SynthesisTests/Goldens"

    /// Its path below the folder of goldens, without `.png`.
    private let name: String

    init(_ name: String) { self.name = name }

    /// Compares with an image, or writes it where goldens are recorded.
    /// - Parameter limit: the difference that fails, grey levels in the mean.
    func check(_ image: Bitmap, within limit: Double) throws {
        if Self.isRecording {
            try ImageFile.write(image, path: "\(Self.folder)/\(name).png")
            Issue.record("recorded \(name); look at it, then run again without PLATEN_RECORD_GOLDENS")
            return
        }
        let parts = name.split(separator: "/").map(String.init)
        let path = try #require(
            Bundle.module.path(
                forResource: parts.last, ofType: "png",
                inDirectory: (["Goldens"] + parts.dropLast()).joined(separator: "/")),
            "there is no golden picture '\(name)'; record it")
        let expected = try ImageFile.read(path: path)
        let sizes = [expected, image].map { [$0.width, $0.height, $0.channels] }
        try #require(sizes[0] == sizes[1], "the golden's width, height and channels are \(sizes[0]), not \(sizes[1])")
        let distance = image.distance(to: expected)
        if distance >= limit { try attach(expected, image) }
        #expect(distance < limit, "\(name) differs by \(distance) grey levels in the mean; see the attached picture")
    }

    /// Attaches what was, what is, and the difference, one above the other.
    private func attach(_ old: Bitmap, _ new: Bitmap) throws {
        let difference = zip(old.pixels, new.pixels).map { UInt8(min(255, 4 * abs(Int($0) - Int($1)))) }
        let sheet = Bitmap(
            width: old.width, height: 3 * old.height, channels: old.channels,
            pixels: old.pixels + new.pixels + difference)
        let folder = try TemporaryFolder()
        try ImageFile.write(sheet, path: folder("diff.png"))
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder("diff.png"))))
        Attachment.record(bytes, named: "\(name.replacing("/", with: "-"))-diff.png")
    }
}
