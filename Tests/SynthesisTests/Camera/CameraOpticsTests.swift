import Imaging
import Testing

@testable import Synthesis

/// Lenses and movement.
@Suite struct CameraOpticsTests {
    /// One white px in the middle of black.
    private static func point(channels: Int = 1) -> Bitmap {
        var picture = Bitmap(width: 41, height: 41, channels: channels)
        for c in 0..<channels { picture[20, 20, c] = 255 }
        return picture
    }

    @Test(arguments: [2.0, 3.5, 6], [1, 3])
    func aPointOutOfFocusIsAnEvenDisc(radius: Double, channels: Int) throws {
        var picture = Bitmap(width: 61, height: 61, channels: channels)
        for c in 0..<channels { picture[30, 30, c] = 255 }
        let disc = try CameraTests.expose("{defocus: \(radius)}", picture)
        let middle = Int(disc[30, 30])
        #expect(abs(Double(middle) - 255 / (.pi * radius * radius)) < 1.5)
        for y in 0..<61 {
            for x in 0..<61 {
                let distance = Double((x - 30) * (x - 30) + (y - 30) * (y - 30)).squareRoot()
                let value = Int(disc[x, y, channels - 1])
                if distance < radius - 0.6 { #expect(abs(value - middle) <= 1) }
                if distance > radius + 0.6 { #expect(value == 0) }
            }
        }
    }

    @Test func moreDefocusLosesMoreDetail() throws {
        let picture = Bitmap.scene(width: 80, height: 60, channels: 1)
        var last = picture.deviation
        for radius in [1, 2, 4, 8, 16] {
            let soft = try CameraTests.expose("{defocus: \(radius)}", picture)
            #expect(soft.deviation < last && abs(soft.mean - picture.mean) < 3)
            last = soft.deviation
        }
    }

    /// What is the same all along the movement stays as it is.
    @Test(arguments: [1, 3])
    func movementLeavesLinesAlongItAlone(channels: Int) throws {
        let rows = Bitmap(width: 50, height: 40, channels: channels) { pixels in
            for i in pixels.indices { pixels[i] = UInt8((i / (50 * channels)) * 37 % 256) }
        }
        let columns = Bitmap(width: 50, height: 40, channels: channels) { pixels in
            for i in pixels.indices { pixels[i] = UInt8((i / channels % 50) * 37 % 256) }
        }
        let across = "{motion_blur: {length: 9, degrees: 0}}"
        let down = "{motion_blur: {length: 9, degrees: 90}}"
        #expect(try CameraTests.expose(across, rows) == rows)
        #expect(try CameraTests.expose(down, columns) == columns)
        #expect(try CameraTests.expose(across, columns).distance(to: columns) > 20)
        #expect(try CameraTests.expose(down, rows).distance(to: rows) > 20)
    }

    @Test(arguments: [(0.0, 1, 0), (90, 0, 1), (45, 1, 1), (-45, 1, -1)])
    func aPointThatMovesIsALine(degrees: Double, dx: Int, dy: Int) throws {
        let line = try CameraTests.expose("{motion_blur: {length: 8, degrees: \(degrees)}}", Self.point())
        let reach = dx != 0 && dy != 0 ? 2 : 3
        for step in -reach...reach { #expect(line[20 + step * dx, 20 + step * dy] > 12) }
        #expect(line[20 - 4 * dy, 20 + 4 * dx] == 0)
        #expect(abs(line.pixels.reduce(0) { $0 + Int($1) } - 255) < 12)
    }

    @Test(arguments: [1, 3])
    func sharpeningOvershootsAtEdges(channels: Int) throws {
        let picture = Bitmap(width: 40, height: 9, channels: channels) { pixels in
            for i in pixels.indices { pixels[i] = i / channels % 40 < 20 ? 80 : 160 }
        }
        let sharp = try CameraTests.expose("{sharpen: {amount: 1, radius: 1.2}}", picture)
        #expect(sharp[19, 4] < 70 && sharp[20, 4] > 170)
        #expect(sharp[2, 4] == 80 && sharp[37, 4] == 160)
        let more = try CameraTests.expose("{sharpen: {amount: 2, radius: 1.2}}", picture)
        #expect(more[19, 4] < sharp[19, 4] && more[20, 4] > sharp[20, 4])
    }
}
