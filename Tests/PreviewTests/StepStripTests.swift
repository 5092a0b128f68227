import Imaging
import Preview
import Samples
import Testing

@Suite struct StepStripTests {
    private func steps(_ count: Int, width: Int = 100) -> [SampleStep] {
        (0..<count).map { number in
            SampleStep(
                name: "camera.stage\(number)",
                picture: number == 1 ? nil : Bitmap(width: width, height: 70, filledWith: UInt8(40 + number)),
                choices: [.init("camera.stage\(number).amount", 0.12345), .init("font", "Some Sans")])
        }
    }

    /// How many pixels of the sheet have a grey level.
    private func area(_ sheet: Bitmap, _ level: UInt8) -> Int {
        (0..<sheet.width * sheet.height).count { pixel in
            (0..<3).allSatisfy { sheet.pixels[3 * pixel + $0] == level }
        }
    }

    @Test func everyStageIsShownAndNamed() throws {
        let steps = steps(5)
        let sheet = try StepStrip.draw(steps, of: fakeSample(3, label: "12", height: 70), title: "strip")
        for number in [0, 2, 3, 4] { #expect(area(sheet, UInt8(40 + number)) >= 100 * 70) }
        #expect(area(sheet, 41) < 100, "a stage that was left out has no picture")
        #expect(sheet.width <= 1600)
        #expect(try StepStrip.draw(steps, of: fakeSample(3, label: "12", height: 70), title: "strip") == sheet)
        // What was drawn is written below.
        var fewer = steps
        for number in fewer.indices { fewer[number].choices = [] }
        let bare = try StepStrip.draw(fewer, of: fakeSample(3, label: "12", height: 70), title: "strip")
        #expect(bare.height < sheet.height)
    }

    @Test(arguments: [1, 7, 12, 40]) func longStripsGoOnInRows(count: Int) throws {
        let sheet = try StepStrip.draw(steps(count, width: 300), of: fakeSample(0, label: "1", height: 70), title: "t")
        #expect(sheet.width <= 1600)
        // Four stand in a row.
        let rows = (count + 3) / 4
        #expect(sheet.height == 58 + rows * (70 + 22 + 2 * 14) + (rows - 1) * 20 + 20)
    }

    @Test func smallSamplesAreEnlarged() throws {
        let step = SampleStep(name: "print", picture: Bitmap(width: 30, height: 20, filledWith: 77), choices: [])
        let sample = fakeSample(0, label: "1", height: 20)
        #expect(area(try StepStrip.draw([step], of: sample, title: ""), 77) >= 60 * 40)
        #expect(area(try StepStrip.draw([step], of: sample, title: "", scale: 4), 77) >= 120 * 80)
    }

    @Test func picturesWiderThanTheSheetAreFitted() throws {
        let step = SampleStep(name: "print", picture: Bitmap(width: 5000, height: 100, filledWith: 77), choices: [])
        let sheet = try StepStrip.draw([step], of: fakeSample(0, label: "1", height: 100), title: "")
        #expect(sheet.width == 1600)
    }

    @Test func noStepsMakeAHeader() throws {
        let sheet = try StepStrip.draw([], of: fakeSample(0, label: "1"), title: "none")
        #expect(sheet.width == 360 && sheet.height < 120)
    }
}

@Suite struct SampleTableTests {
    private func table(_ rows: Int, _ columns: Int, width: Int = 60) -> [SampleTable.Row] {
        (0..<rows).map { row in
            SampleTable.Row(
                name: "value \(row)",
                samples: (0..<columns).map { column in
                    var sample = fakeSample(column, label: "1")
                    sample.image = Bitmap(width: width, height: 40, filledWith: UInt8(100 + 10 * row + column))
                    return sample
                })
        }
    }

    @Test func rowsAndColumnsStandInTheirPlaces() throws {
        let sheet = try SampleTable.draw(
            table(3, 4), columns: ["a", "b", "c", "d"], corner: "key", options: .init(title: "t"))
        /// The middle of what has a level.
        func place(_ level: UInt8) throws -> (x: Int, y: Int) {
            var (x, y, count) = (0, 0, 0)
            for pixel in 0..<sheet.width * sheet.height
            where (0..<3).allSatisfy({ sheet.pixels[3 * pixel + $0] == level }) {
                (x, y, count) = (x + pixel % sheet.width, y + pixel / sheet.width, count + 1)
            }
            try #require(count >= 60 * 40)
            return (x / count, y / count)
        }
        let corner = try place(100)
        let (right, below) = (try place(103), try place(120))
        #expect(right.x > corner.x + 3 * 60 && abs(right.y - corner.y) <= 1)
        #expect(below.y > corner.y + 2 * 40 && abs(below.x - corner.x) <= 1)
    }

    @Test func longNamesAreCut() throws {
        let rows = [SampleTable.Row(name: String(repeating: "long ", count: 100), samples: [fakeSample(0, label: "1")])]
        let sheet = try SampleTable.draw(
            rows, columns: [String(repeating: "wide ", count: 100)], options: .init(title: "t"))
        #expect(sheet.width < 700)
    }

    @Test func emptyTablesAreHeaders() throws {
        #expect(try SampleTable.draw([], columns: [], options: .init(title: "t")).width == 360)
    }

    @Test func tablesThatAreTooLongAreRefused() throws {
        let error = #expect(throws: ImagingError.self) {
            try SampleTable.draw(
                table(1, 60, width: 900), columns: (0..<60).map(String.init), options: .init(title: ""))
        }
        #expect(error?.message.contains("sides must be 1 to 32767 px") == true)
    }
}
