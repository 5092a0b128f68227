import Imaging
import Testing

@testable import Synthesis

/// Noise of all kinds.
@Suite struct CameraSensorTests {
    @Test(arguments: [(0.1, 0.0), (0, 0.05), (0.08, 0.04)])
    func noiseGrowsWithTheRootOfTheLight(shot: Double, read: Double) throws {
        for value in [50, 100, 150] as [UInt8] {
            let flat = Bitmap(width: 150, height: 150, channels: 3, filledWith: value)
            let noisy = try CameraTests.expose("{sensor: {shot: \(shot), read: \(read)}}", flat)
            let expected = 255 * (shot * shot * Double(value) / 255 + read * read).squareRoot()
            #expect(abs(noisy.deviation - expected) < 0.5 + 0.02 * expected)
            #expect(abs(noisy.mean - Double(value)) < 0.5)
            #expect(noisy != noisy.grey.rgb)
            let grey = try CameraTests.expose("{sensor: {shot: \(shot), read: \(read), colored: false}}", flat)
            #expect(grey == grey.grey.rgb)
        }
    }

    @Test(arguments: [(0.02, 0.5), (0.3, 0.0), (0.3, 1), (1, 0.25)])
    func saltAndPepperHaveTheirShares(share: Double, salt: Double) throws {
        let flat = Bitmap(width: 300, height: 200, channels: 3, filledWith: 128)
        let lost = try CameraTests.expose("{salt_and_pepper: {share: \(share), salt: \(salt)}}", flat)
        let count = Double(lost.pixels.count)
        let white = Double(lost.pixels.count { $0 == 255 }) / count
        let black = Double(lost.pixels.count { $0 == 0 }) / count
        #expect(abs(white - share * salt) < 0.01 && abs(black - share * (1 - salt)) < 0.01)
        #expect(lost.pixels.allSatisfy { $0 == 0 || $0 == 128 || $0 == 255 })
        #expect(lost == lost.grey.rgb)
    }

    @Test(arguments: [0, 1], [1, 3])
    func bandsAreWholeRowsOrColumns(columns: Int, channels: Int) throws {
        let flat = Bitmap(width: 120, height: 120, channels: channels, filledWith: 128)
        let noisy = try CameraTests.expose("{row_noise: {amount: 0.1, thickness: 4, columns: \(columns)}}", flat)
        for y in 0..<120 {
            for x in 0..<120 {
                let (bandX, bandY) = columns == 1 ? (x / 4 * 4, 0) : (0, y / 4 * 4)
                #expect(noisy[x, y, channels - 1] == noisy[bandX, bandY])
            }
        }
        #expect(noisy.deviation > 12 && noisy.deviation < 45)
    }

    @Test func lessLightIsDarkerAndNoisier() throws {
        let flat = Bitmap(width: 120, height: 120, channels: 3, filledWith: 180)
        var (mean, noise) = (180.0, 0.0)
        for light in [0.8, 0.4, 0.2, 0.1] {
            let dark = try CameraTests.expose(
                "{low_light: {light: \(light), lift: 0.5, noise: 0.02, smoothing: 0}}", flat)
            #expect(dark.mean < mean - 5 && dark.deviation > noise)
            (mean, noise) = (dark.mean, dark.deviation)
        }
        let lifted = try CameraTests.expose("{low_light: {light: 0.1, lift: 1, noise: 0.02, smoothing: 0}}", flat)
        #expect(abs(lifted.mean - 180) < 1.5)
        let smooth = try CameraTests.expose("{low_light: {light: 0.1, lift: 1, noise: 0.02, smoothing: 1}}", flat)
        #expect(smooth.deviation < lifted.deviation * 0.6)
    }
}
