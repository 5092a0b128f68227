import Imaging
import Preview
import Samples
import Testing

@Suite struct ContactSheetTests {
    /// The first image's place: below margin and header.
    private let first = (x: 20, y: 58)
    private let background: [UInt8] = [240, 240, 240]

    private func draw(
        _ samples: [Sample], columns: Int? = nil, showsBoxes: Bool = false, scale: Int? = nil
    ) throws
        -> Bitmap
    {
        try ContactSheet.draw(
            samples, options: .init(title: "test", columns: columns, showsBoxes: showsBoxes, scale: scale))
    }

    private func colour(_ sheet: Bitmap, _ x: Int, _ y: Int) -> [UInt8] {
        (0..<3).map { sheet[x, y, $0] }
    }

    /// How many pixels of a part of the sheet are not background.
    private func ink(_ sheet: Bitmap, x: Range<Int>, y: Range<Int>) -> Int {
        y.reduce(0) { sum, y in sum + x.count { colour(sheet, $0, y) != background } }
    }

    @Test func samplesKeepTheirPixels() throws {
        for channels in [1, 3] {
            let sample = fakeSample(0, label: "123", channels: channels)
            let sheet = try draw([sample])
            for y in 0..<sample.image.height {
                for x in 0..<sample.image.width {
                    let expected = (0..<3).map { sample.image[x, y, channels == 1 ? 0 : $0] }
                    #expect(colour(sheet, first.x + x, first.y + y) == expected)
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func scaleRepeatsPixels(scale: Int) throws {
        let sample = fakeSample(0, label: "12")
        let sheet = try draw([sample], scale: scale)
        for y in 0..<sample.image.height * scale {
            for x in 0..<sample.image.width * scale {
                #expect(sheet[first.x + x, first.y + y, 0] == sample.image[x / scale, y / scale])
            }
        }
    }

    @Test func givenColumnsMakeRows() throws {
        let samples = (0..<7).map { fakeSample($0, label: "1234567890", width: 200, height: 40) }
        let sheet = try draw(samples, columns: 3)
        #expect(sheet.width == 3 * 200 + 2 * 16 + 2 * 20)
        #expect(sheet.height == 20 + 38 + 3 * (40 + 18) + 2 * 14 + 20)
        #expect(colour(sheet, 20 + 2 * 216, 58) == [205, 205, 205])
        #expect(colour(sheet, 20, 58 + 2 * 72) == [205, 205, 205])
        #expect(colour(sheet, 20 + 216, 58 + 2 * 72) == background)
    }

    @Test(arguments: [1, 5, 24, 100], [28, 200, 700])
    func chosenColumnsFillTheWidth(count: Int, width: Int) throws {
        let samples = (0..<count).map { fakeSample($0, label: "1", width: width, height: 20) }
        let sheet = try draw(samples)
        #expect(sheet.width <= 1600)
        if count * width > 2000 { #expect(sheet.width > 1600 - width - 60) }
    }

    @Test func oneWideSampleDoesNotWidenTheOthers() throws {
        let narrow = (0..<20).map { fakeSample($0, label: "1", width: 100, height: 20) }
        let sheet = try draw(narrow + [fakeSample(20, label: "1", width: 1200, height: 20)])
        #expect(sheet.width <= 1600)
        #expect(colour(sheet, 20 + 116, 60) == [205, 205, 205], "a second narrow sample stands beside the first")
        #expect(colour(sheet, 20 + 1190, sheet.height - 20 - 18 - 10) == [205, 205, 205])
    }

    @Test func samplesWiderThanTheSheetAreFitted() throws {
        let sheet = try draw([fakeSample(0, label: "1", width: 3120, height: 200)])
        #expect(sheet.width == 1600)
        #expect(sheet.height == 58 + 100 + 18 + 20)
        #expect(colour(sheet, 1579, 100) == [205, 205, 205])
        #expect(colour(sheet, 1590, 100) == background)
    }

    @Test func headerAndCaptionsAreWritten() throws {
        let sheet = try draw([fakeSample(3, label: "1234", width: 120, height: 40)])
        #expect(ink(sheet, x: 20..<340, y: 20..<40) > 200)
        #expect(ink(sheet, x: 20..<140, y: 100..<116) > 60)
        #expect(ink(sheet, x: 0..<19, y: 0..<sheet.height) == 0, "nothing stands in the margin")
    }

    static let labels = [
        "Привет мир", "مرحبا", "東京都", "e\u{301}é", "👩‍👩‍👧", "line\nbreak\ttab\0null", "", " ", "नमस्ते", "שלום",
        String(repeating: "very long ", count: 1000), String(repeating: "\u{301}", count: 5000),
    ]

    @Test(arguments: labels)
    func anyLabelStaysInItsCell(label: String) throws {
        var sample = fakeSample(0, label: "12", width: 150, height: 30)
        sample.label = label
        let sheet = try draw([sample])
        #expect(sheet.width == 360)
        #expect(ink(sheet, x: 20..<170, y: 90..<106) > 5)
        #expect(ink(sheet, x: 171..<360, y: 90..<106) == 0)
    }

    @Test func boxesFrameTheCharacters() throws {
        let sample = fakeSample(0, label: "123", height: 40)
        let sheet = try draw([sample], showsBoxes: true)
        // Enlarged twice, the first box spans x 40..<60 and y 78..<118; its line lies just outside.
        let (red, blue, green): ([UInt8], [UInt8], [UInt8]) = ([214, 39, 40], [31, 90, 200], [20, 150, 80])
        #expect(colour(sheet, 39, 100) == red)
        #expect(colour(sheet, 60, 100) == red)
        #expect(colour(sheet, 50, 77) == red)
        #expect(colour(sheet, 50, 118) == red)
        #expect(colour(sheet, 67, 100) == blue)
        #expect(colour(sheet, 88, 100) == blue)
        #expect(colour(sheet, 95, 100) == red)
        #expect(colour(sheet, 38, 100) == green)
        #expect(colour(sheet, 117, 100) == green)
        #expect(colour(sheet, 64, 76) == green)
        #expect(colour(sheet, 30, 100) == [205, 205, 205])
    }

    @Test func inkIsTintedUnderBoxes() throws {
        let sample = fakeSample(0, label: "1", height: 70)
        let (plain, boxed) = (try draw([sample]), try draw([sample], showsBoxes: true))
        #expect(plain.width == boxed.width, "tall samples are not enlarged")
        var seen = 0
        for y in 20..<50 {
            for x in 10..<20 {
                let (before, after) = (colour(plain, 20 + x, 58 + y), colour(boxed, 20 + x, 58 + y))
                if sample.mask[x, y] == 0 {
                    #expect(before == after)
                } else {
                    seen += 1
                    #expect(after[0] > before[0] + 60 && after[2] < before[2])
                }
            }
        }
        #expect(seen > 100)
    }

    @Test func tiltedAndCollapsedQuadsAreDrawn() throws {
        let tilted = try draw([fakeSample(0, label: "12", tilt: 4)], showsBoxes: true)
        let upright = try draw([fakeSample(0, label: "12")], showsBoxes: true)
        #expect(tilted != upright)
        var flat = fakeSample(0, label: "12")
        flat.characters[0].quad = Quad(Rect(left: 5, top: 5, right: 5, bottom: 5))
        #expect(try draw([flat], showsBoxes: true).width == upright.width)
    }

    @Test func noSamplesMakeAHeader() throws {
        let sheet = try draw([])
        #expect(sheet.width == 360 && sheet.height < 100)
        #expect(ink(sheet, x: 20..<340, y: 20..<40) > 100)
    }

    @Test func tooLongSheetsAreRefused() throws {
        let samples = (0..<12).map { fakeSample($0, label: "1", width: 900, height: 3000) }
        let error = #expect(throws: ImagingError.self) { try draw(samples) }
        #expect(error?.message.hasPrefix("cannot draw on 940x36") == true)
        #expect(error?.message.hasSuffix("pixels: sides must be 1 to 32767 px") == true)
    }

    @Test func isDeterministic() throws {
        let samples = (0..<10).map { fakeSample($0, label: "12345") }
        #expect(try draw(samples, showsBoxes: true) == draw(samples, showsBoxes: true))
    }
}
