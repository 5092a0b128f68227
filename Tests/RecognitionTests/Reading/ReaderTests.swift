import Foundation
import Imaging
import Neural
import Samples
import Testing

@testable import Recognition

@Suite struct ReaderTests {
    /// A reader of the characters 0, 1 and 2 whose network counts for nothing here.
    private func reader(_ change: (inout InputPolicy) -> Void = { _ in }) throws -> Reader {
        let engine = try Engine(threadCount: 1)
        var input = InputPolicy()
        change(&input)
        var config = CRNNConfig()
        (config.width, config.hidden) = (4, 8)
        let model = try config.makeModel(classCount: 4, input: input, Initializer(engine, seed: 5))
        return Reader(Recognizer(model, alphabet: try Alphabet("012"), input: input, engine: engine))
    }

    /// Frames in which one class is nearly certain at each step; `.` is the blank.
    private func frames(_ classes: String, certainty: [Int: Double] = [:]) -> Frames {
        let values = classes.enumerated().flatMap { step, character -> [Float] in
            let top = character.wholeNumberValue ?? 3
            let share = certainty[step] ?? 0.97
            return (0..<4).map { Float(log($0 == top ? share : (1 - share) / 3)) }
        }
        return Frames(stepCount: classes.count, classCount: 4, values: values)
    }

    private func read(
        _ classes: String, _ picture: Bitmap, by reader: Reader, certainty: [Int: Double] = [:], alternatives: Int = 0
    ) throws -> Reading {
        let reading = try reader.reading(
            of: [try reader.prepare(picture)], [frames(classes, certainty: certainty)], alternatives: alternatives,
            decoder: reader.decoder)
        return try #require(reading)
    }

    /// A step of the CRNN sees four columns around its middle, and pictures are scaled to the model's height.
    @Test(arguments: [1.0, 2, 0.5]) func charactersStandWhereTheyWereRead(scale: Double) throws {
        let picture = Bitmap(width: Int(128 * scale), height: Int(32 * scale), filledWith: 200)
        // Steps 3, 11 and 23 are the columns 16, 48 and 96 of the prepared picture.
        let reading = try read("...0.......1...........1.......", picture, by: try reader())
        #expect(reading.text == "011")
        #expect(String(reading.characters.map(\.character)) == "011")
        let edges = reading.characters.map { [$0.place.left / scale, $0.place.right / scale] }
        #expect(edges == [[0, 32], [32, 64], [80, 112]])
        #expect(reading.characters.allSatisfy { $0.place.top == 0 && $0.place.bottom == 32 * scale })
    }

    @Test func aCharacterTellsHowSureItIs() throws {
        let picture = Bitmap(width: 128, height: 32, filledWith: 200)
        let reading = try read("...00......2...", picture, by: try reader(), certainty: [3: 0.4, 4: 0.8, 11: 0.6])
        #expect(reading.text == "02")
        #expect(zip(reading.characters.map(\.probability), [0.8, 0.6]).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(reading.transcription.leastCertain?.place == 1)
        #expect(reading.alternatives.isEmpty)
    }

    /// Padding before the picture moves nothing.
    @Test func paddingIsNoPartOfThePicture() throws {
        let reader = try reader {
            $0.padding = .left
            $0.width = 128
        }
        let picture = Bitmap(width: 64, height: 32, filledWith: 200)
        // Column 96 of the padded picture is column 32 of the picture itself.
        let reading = try read(".......................1.......", picture, by: reader)
        #expect(reading.characters.map(\.place) == [Rect(left: 16, top: 0, right: 48, bottom: 32)])
    }

    /// A picture that is framed anew is read in its frame, and characters stand where they do in the picture as it came.
    @Test func framesAreUndone() throws {
        let reader = try reader { $0.framing = Framing() }
        var picture = Bitmap(width: 200, height: 100, filledWith: 230)
        for place in 0..<5 { for y in 60..<80 { for x in 40 + 25 * place..<52 + 25 * place { picture[x, y] = 10 } } }
        let prepared = try reader.prepare(picture)
        let frame = try #require(reader.recognizer.input.framing).frame(of: picture)
        #expect(frame.picture.height < 100)
        let whole = prepared.place(of: 0..<Double(prepared.image.width))
        // Rows 60 to 80 lie in the middle of the frame, which is somewhat higher.
        #expect(whole.left == 0 && whole.right == 200)
        #expect(whole.top > 40 && whole.top < 60 && whole.bottom > 80 && whole.bottom <= 100)
        #expect(abs((whole.top + whole.bottom) / 2 - 70) < 3)
    }

    @Test func otherTextsAreFound() throws {
        let picture = Bitmap(width: 128, height: 32, filledWith: 200)
        let reading = try read("...0.......2...", picture, by: try reader(), certainty: [11: 0.5], alternatives: 2)
        #expect(reading.text == "02")
        #expect(reading.alternatives.count == 2)
        #expect(!reading.alternatives.contains { $0.text == "02" })
        #expect(reading.alternatives[0].logProbability >= reading.alternatives[1].logProbability)
        #expect(reading.probability > reading.alternatives[0].probability)
    }

    /// Pictures of any size, read together, are read as each alone.
    @Test func picturesAreReadInTheirOrder() throws {
        let reader = try reader()
        let pictures = (0..<6).map { number in
            var generator = SampleKey(seed: 9, split: .test, index: number).generator("noise")
            return Bitmap(width: 40 + 30 * (number % 3), height: 32) {
                generator.fill(UnsafeMutableRawBufferPointer($0))
            }
        }
        let together = try reader.read(pictures)
        for (picture, reading) in zip(pictures, together) {
            let alone = try reader.read([picture])[0]
            #expect(alone.text == reading.text)
            #expect(abs(alone.probability - reading.probability) < 1e-5)
        }
    }
}
