import Configs
import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// What the text is printed on.
@Suite struct PaperTests {
    /// A sheet of a recipe's paper.
    static func sheet(
        _ paper: String, width: Int = 90, height: Int = 60, channels: Int = 1, index: Int = 0, split: Split = .train,
        map: Projection = .identity
    ) throws -> (page: Bitmap, choices: [Sample.Choice]) {
        let source = try Fixture.source("paper: [\(paper)]")
        var chooser = Chooser(key: SampleKey(seed: 1, split: split, index: index))
        let page = try source.grounds[0].stage.lay(
            Sheet(width: width, height: height, channels: channels, map: map), &chooser)
        return (page, chooser.choices)
    }

    static let papers = [
        "plain", "{plain: 0}", "{plain: {tone: 1, color: '#ffeedd'}}", "noise", "{noise: {tone: 0, amount: 0}}",
        "{noise: {tone: 0.5, amount: 1, kind: uniform, colored: true}}", "{noise: {tone: 1, amount: 1}}", "fibre",
        "{fibre: {tone: 0, light: 0.5, clouds: 0.3, fibres: 0.3, grain: 0.3}}",
        "{fibre: {tone: 1, light: 0.5, clouds: 0.3, fibres: 0.3, grain: 0.3, color: ['#ffeedd', '#ddeeff']}}",
        "{fibre: {tone: 0.5, light: 0, clouds: 0, fibres: 0, grain: 0}}", "{fibre: {scale: 0.25}}",
        "{fibre: {scale: 8}}",
        "thermal", "{thermal: {tone: 1, bands: 0.3, streaks: 0.3, curl: 0.5, fog: 0.3, grain: 0.3, color: '#ffeedd'}}",
        "{thermal: {bands: 0, streaks: 0, curl: 0, fog: 0, grain: 0}}", "newsprint",
        "{newsprint: {clouds: 0.3, fibres: 0.3, specks: 50, scale: 0.25}}", "{security: {pattern: waves}}",
        "{security: {pattern: net, fill: 0.9, wave: 20, strength: 1, wash: 1}}", "{security: {pattern: circles}}",
        "{security: {pattern: screen, pitch: 64, fill: 0.05, grain: 0}}", "halftone",
        "{halftone: {coverage: 0.9, variation: 0.5, pitch: 1.5, strength: 1}}",
        "{halftone: {coverage: 0, variation: 0}}",
    ]

    @Test(arguments: papers + SurfaceTests.surfaces, [1, 3])
    func anySheetIsLaid(paper: String, channels: Int) throws {
        for (width, height) in CameraTests.sizes + [(3, 500), (500, 3)] {
            for index in 0..<3 {
                let page = try Self.sheet(paper, width: width, height: height, channels: channels, index: index).page
                #expect((page.width, page.height, page.channels) == (width, height, channels))
                #expect(
                    try Self.sheet(paper, width: width, height: height, channels: channels, index: index).page == page)
            }
        }
    }

    /// Papers stay where they say in the mean, and no sheet is like the next.
    @Test(arguments: [
        ("fibre", 0.78...1.0), ("thermal", 0.78...1.0), ("newsprint", 0.6...0.9), ("security", 0.55...0.98),
        ("halftone", 0.5...1.0),
    ])
    func papersAreAsLightAsTheyShouldBe(paper: String, range: ClosedRange<Double>) throws {
        var seen: Set<[UInt8]> = []
        for index in 0..<20 {
            let page = try Self.sheet(paper, index: index).page
            #expect(range.contains(page.mean / 255), "\(paper) \(index): \(page.mean / 255)")
            seen.insert(page.pixels)
        }
        #expect(seen.count == 20)
    }

    /// Fibres lie in all directions: neighbours along x are as alike as along y.
    @Test(arguments: ["fibre: {fibres: 0.1, clouds: 0, grain: 0, light: 0}", "newsprint: {fibres: 0.1, grain: 0}"])
    func fibresHaveNoDirection(paper: String) throws {
        var (across, down) = (0.0, 0.0)
        for index in 0..<12 {
            let page = try Self.sheet("{\(paper)}", width: 120, height: 120, index: index).page
            for y in 1..<120 {
                for x in 1..<120 {
                    across += abs(Double(page[x, y]) - Double(page[x - 1, y]))
                    down += abs(Double(page[x, y]) - Double(page[x, y - 1]))
                }
            }
        }
        #expect(abs(across / down - 1) < 0.05)
    }

    @Test func halftoneCoversWhatItSays() throws {
        for coverage in [0.0, 0.1, 0.3, 0.5] {
            let paper =
                "{halftone: {tone: 1, coverage: \(coverage), variation: 0, strength: 1, color: '#000000', grain: 0}}"
            let page = try Self.sheet(paper, width: 200, height: 200).page
            #expect(abs(1 - page.mean / 255 - coverage) < 0.06, "\(coverage): \(1 - page.mean / 255)")
        }
    }

    @Test(arguments: [0, 0.25, 0.8, 1])
    func plainPaperHasItsTone(tone: Double) throws {
        let page = try Self.sheet("{plain: \(tone)}").page
        #expect(page.pixels.allSatisfy { $0 == UInt8((tone * 255).rounded()) })
    }

    @Test func colourIsTheToneAtFullLight() throws {
        let page = try Self.sheet("{plain: {tone: 0.5, color: '#ff8000'}}", channels: 3).page
        #expect(Array(page.pixels[..<3]) == [128, 64, 0])
        // On a grey page its luminance counts: 0.299 + 0.587 * 128 / 255 of the light.
        let grey = try Self.sheet("{plain: {tone: 1, color: '#ff8000'}}").page
        #expect(abs(Int(grey[0, 0]) - 151) <= 1)
    }

    @Test(arguments: ["gaussian", "uniform"])
    func noisyPaperHasItsDeviation(kind: String) throws {
        let page = try Self.sheet("{noise: {tone: 0.5, amount: 0.1, kind: \(kind)}}", width: 200, height: 200).page
        #expect(abs(page.mean - 127.5) < 1)
        let expected = kind == "gaussian" ? 25.5 : 25.5 / 3.0.squareRoot()
        #expect(abs(page.deviation - expected) < 0.8)
    }

    @Test(arguments: [false, true])
    func colouredNoiseSetsChannelsApart(colored: Bool) throws {
        let page = try Self.sheet("{noise: {amount: 0.1, colored: \(colored)}}", channels: 3).page
        let isGrey = page == page.grey.rgb
        #expect(isGrey != colored)
    }

    @Test func fibrePaperKeepsItsToneInTheMean() throws {
        let means = try (0..<60).map { try Self.sheet("{fibre: {tone: 0.7}}", index: $0).page.mean / 255 }
        #expect(abs(means.reduce(0, +) / 60 - 0.7) < 0.01)
    }

    @Test func eachPartOfFibrePaperDoesWhatItSays() throws {
        func paper(_ parts: String, index: Int) throws -> Bitmap {
            // What is not named is switched off.
            let rest = ["light", "clouds", "fibres", "grain"].filter { !parts.contains($0) }.map { ", \($0): 0" }
            return try Self.sheet("{fibre: {tone: 0.5\(parts + rest.joined())}}", index: index).page
        }
        /// How alike neighbours are: 1 for slow changes, 0 for noise.
        func smoothness(_ page: Bitmap) -> Double {
            let mean = page.mean
            var (both, own) = (0.0, 0.0)
            for y in 0..<page.height {
                for x in 1..<page.width {
                    both += (Double(page[x, y]) - mean) * (Double(page[x - 1, y]) - mean)
                    own += (Double(page[x, y]) - mean) * (Double(page[x, y]) - mean)
                }
            }
            return own == 0 ? 1 : both / own
        }
        #expect(try paper("", index: 0).deviation == 0)
        for index in 0..<5 {
            #expect(smoothness(try paper(", clouds: 0.2", index: index)) > 0.9)
            #expect(abs(smoothness(try paper(", grain: 0.1", index: index))) < 0.1)
            #expect(abs(try paper(", grain: 0.1", index: index).deviation - 25.5) < 1.5)
            let fibres = smoothness(try paper(", fibres: 0.2", index: index))
            #expect(fibres > 0.4 && fibres < 0.995)
        }
        // Light falls off evenly, up to its share of the range.
        let lit = try (0..<40).map { try paper(", light: 0.5", index: $0) }
        for page in lit {
            #expect(abs(page.mean - 127.5) < 2)
            let corners = [page[0, 0], page[89, 0], page[0, 59], page[89, 59]].map { Int($0) }
            #expect((corners.max() ?? 0) - (corners.min() ?? 0) <= 256)
        }
        #expect(lit.contains { $0.deviation > 20 })
    }

    @Test func papersAreDrawnByWeight() throws {
        let yaml = """
            {text: {number: {digits: 1}}, fonts: {size: 8}, page: {width: 8, height: 8, margin: 0},
             paper: [{plain: {weight: 1}}, {noise: {weight: 3}}, {fibre: {weight: 0}}, {plain: {tone: 0.9, weight: 2}}]}
            """
        let names = try Fixture.samples(yaml, 1200).compactMap { sample -> String? in
            if case .text(let name)? = sample.choice["paper"] { name } else { nil }
        }
        let counts = ["paper.plain", "paper.noise", "paper.fibre", "paper.plain#2"].map { name in
            names.count { $0 == name }
        }
        #expect(counts.reduce(0, +) == 1200 && counts[2] == 0)
        #expect(chiSquare(counts, shares: [1, 3, 0, 2]) < chiSquareLimit(2))
    }

    @Test func noWeightAtAllIsAnError() {
        #expect(
            Fixture.message { _ = try Fixture.source("paper: [{plain: {weight: 0}}, {noise: {weight: 0}}]") }
                == "paper: every weight is 0; at least one must be above")
    }
}

/// Paper cut from pictures.
@Suite struct TexturePaperTests {
    /// A folder of pictures of one tone each, grey and RGB in turns, named by their tone.
    private func pictures(_ tones: [UInt8], size: Int = 40) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (number, tone) in tones.enumerated() {
            let picture = Bitmap(width: size, height: size, channels: number % 2 == 0 ? 1 : 3, filledWith: tone)
            try ImageFile.write(picture, path: folder("\(tone).png"))
        }
        return folder
    }

    @Test(arguments: [1, 3], [1, 3])
    func greyAndColourPicturesServeBothKindsOfPage(picture: Int, page: Int) throws {
        let folder = try TemporaryFolder()
        try ImageFile.write(Bitmap.scene(width: 64, height: 48, channels: picture), path: folder("a.png"))
        let sheet = try PaperTests.sheet("{texture: {path: \(folder.path), tone: 1}}", channels: page)
        #expect(sheet.page.channels == page)
        #expect(sheet.page.deviation > 10)
        #expect(sheet.choices.first == Sample.Choice("picture", "a.png"))
    }

    @Test func linkedFoldersArePicturesTooAndHiddenOnesAreNot() throws {
        let folder = try TemporaryFolder()
        for name in ["set/.trash", "more"] {
            try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: true)
        }
        let picture = Bitmap(width: 9, height: 9, filledWith: 200)
        for name in ["set/a.png", "more/b.png", "set/.trash/c.png"] {
            try ImageFile.write(picture, path: folder(name))
        }
        try Data("none".utf8).write(to: URL(fileURLWithPath: folder("set/._a.png")))
        for (link, target) in [("set/link", "../more"), ("more/round", "../set")] {
            try FileManager.default.createSymbolicLink(atPath: folder(link), withDestinationPath: target)
        }
        let source = try Fixture.source("paper: {texture: {path: \(folder("set")), tone: 1}}")
        #expect(source.backgrounds.map(\.path) == ["set/a.png", "set/link/b.png"].map { folder($0) })
    }

    @Test func aPictureOfTheCanvasSizeIsTheCanvas() throws {
        let folder = try TemporaryFolder()
        let picture = Bitmap.scene(width: 90, height: 60, channels: 1)
        try ImageFile.write(picture, path: folder("a.png"))
        let page = try PaperTests.sheet("{texture: {path: \(folder("a.png")), zoom: 1, tone: 1, turns: false}}").page
        #expect(page == picture)
        let darker = try PaperTests.sheet("{texture: {path: \(folder("a.png")), zoom: 1, tone: 0.5, turns: false}}")
            .page
        #expect(zip(darker.pixels, picture.pixels).allSatisfy { abs(Double($0) - Double($1) / 2) <= 0.5 })
    }

    @Test func allEightTurnsComeUp() throws {
        let folder = try TemporaryFolder()
        let picture = Bitmap.scene(width: 30, height: 30, channels: 1)
        try ImageFile.write(picture, path: folder("a.png"))
        let source = try Fixture.source("paper: {texture: {path: \(folder("a.png")), zoom: 1, tone: 1}}")
        let sheets = try (0..<80).map { try source.paper(width: 30, height: 30, index: $0) }
        #expect(Set(sheets.map(\.pixels)).count == 8)
        #expect(Set(sheets.map { $0.pixels.sorted() }).count == 1)
    }

    @Test func heldOutPicturesAreNeverTrainedOn() throws {
        let folder = try pictures([100, 120, 140, 160, 180, 200, 220, 240])
        let source = try Fixture.source("paper: {texture: {path: \(folder.path), holdout: 0.25, tone: 1}}")
        func used(_ split: Split) throws -> Set<String> {
            Set(
                try (0..<80).compactMap { index in
                    var chooser = Chooser(key: SampleKey(seed: 1, split: split, index: index))
                    let page = try source.grounds[0].stage.lay(Sheet(width: 4, height: 4, channels: 1), &chooser)
                    guard case .text(let name)? = chooser.choices.first?.value else { return nil }
                    // The picture that is named is the one that is seen.
                    #expect(name == "\(page[0, 0]).png")
                    return name
                })
        }
        let (train, val) = (try used(.train), try used(.val))
        #expect(train.count == 6 && val.count == 2)
        #expect(train.isDisjoint(with: val))
        #expect(try used(.test) == val)
        #expect(source.backgrounds.count == 8)
        #expect(source.backgrounds.map(\.name) == source.backgrounds.map(\.name).sorted())
        #expect(source.backgrounds.allSatisfy { $0.sha256.count == 64 })
    }

    @Test(arguments: ["{}", "{zoom: 0.05}", "{zoom: 20}"])
    func aTinyPictureCoversAnyPage(parts: String) throws {
        for (width, height) in [(1, 1), (1, 2), (2, 1), (3, 3)] {
            let folder = try TemporaryFolder()
            try ImageFile.write(
                Bitmap(width: width, height: height, channels: 3, filledWith: 123), path: folder("a.png"))
            let texture = "{texture: {path: \(folder("a.png")), tone: 1, \(parts.dropFirst())}"
            for index in 0..<8 {
                let page = try PaperTests.sheet(texture, width: 500, height: 300, channels: 3, index: index).page
                #expect(page.pixels.allSatisfy { $0 == 123 })
            }
        }
    }

    @Test func extremeMapsNeverLeaveThePicture() throws {
        let folder = try pictures([77])
        for map in [
            Projection(1, 0, 0, 0, 1, 0, 0.02, 0.01, 1), Projection(0, 0, 0, 0, 0, 0, 0, 0, 1),
            .scale(x: 1e-4, y: 1e-4), .scale(x: 1e6, y: 1e6), .rotation(degrees: 45), .translation(x: 1e8, y: -1e8),
        ] {
            let page = try PaperTests.sheet("{texture: {path: \(folder.path), tone: 1}}", map: map).page
            #expect(page.pixels.allSatisfy { $0 == 77 })
        }
    }

    /// The sheet lies as the text does: a stroke across the picture is turned with it.
    @Test func paperGoesThroughTheGeometry() throws {
        let folder = try TemporaryFolder()
        let stripes = Bitmap(
            width: 200, height: 200, fill: { p in for i in p.indices { p[i] = i % 200 / 10 % 2 == 0 ? 90 : 200 } })
        try ImageFile.write(stripes, path: folder("a.png"))
        let texture = "{texture: {path: \(folder("a.png")), zoom: 1, tone: 1, turns: false}}"
        let straight = try PaperTests.sheet(texture, width: 60, height: 60).page
        #expect((1..<60).allSatisfy { straight[7, $0] == straight[7, 0] })
        let turned = try PaperTests.sheet(texture, width: 60, height: 60, map: .rotation(degrees: 90)).page
        #expect((1..<59).allSatisfy { abs(Int(turned[$0, 7]) - Int(turned[0, 7])) <= 1 })
    }

    @Test func picturesOfTwoPapersAreReadOnce() throws {
        let folder = try pictures([100, 200])
        let source = try Fixture.source(
            "paper: [{texture: {path: \(folder.path)}}, {texture: {path: \(folder("100.png"))}}]")
        #expect(source.backgrounds.map(\.name) == ["100.png", "200.png"])
    }

    @Test func strengthZeroLeavesTheMean() throws {
        let folder = try TemporaryFolder()
        try ImageFile.write(Bitmap.scene(width: 64, height: 48, channels: 3), path: folder("a.png"))
        let page = try PaperTests.sheet("{texture: {path: \(folder.path), strength: 0, tone: 1}}").page
        #expect(page.deviation < 0.5)
        let strong = try PaperTests.sheet("{texture: {path: \(folder.path), strength: 1, tone: 1}}").page
        #expect(abs(strong.mean - page.mean) < 1 && strong.deviation > 10)
    }

    @Test func aTintIsAFilter() throws {
        let folder = try pictures([200])
        let page = try PaperTests.sheet(
            "{texture: {path: \(folder.path), tint: '#ff8000', tone: 1, degrees: 30}}", channels: 3
        ).page
        #expect(Array(page.pixels[..<3]) == [200, 100, 0])
    }

    @Test func picturesOfUnreadKindsAreSaid() throws {
        let folder = try pictures([200])
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder("b.heic")))
        let source = try Fixture.source("paper: {texture: {path: \(folder.path)}}")
        #expect(source.backgrounds.count == 1)
        #expect(
            source.notes == [
                "\(folder.path): 1 picture is of a kind that is not read and is passed over: 1 HEIF (b.heic)"
            ])
    }

    // MARK: - Hostile files

    @Test func aCutPNGIsAnErrorThatNamesIt() throws {
        let folder = try pictures([100])
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder("100.png")))
        for share in [0.1, 0.5, 0.9] {
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: folder("cut.png")))
            let message = Fixture.message { _ = try Fixture.source("paper: {texture: {path: \(folder.path)}}") }
            #expect(message.contains(folder("cut.png")), "\(message)")
            #expect(message != "nothing was thrown")
        }
    }

    @Test func whatIsNoPictureIsAnErrorThatNamesIt() throws {
        let folder = try TemporaryFolder()
        func message() -> String {
            Fixture.message { _ = try Fixture.source("paper: {texture: {path: \(folder.path)}}") }
        }
        #expect(message() == "\(folder.path): holds no PNG, JPEG, WebP, TIFF, BMP or GIF picture")
        try Data("A picture".utf8).write(to: URL(fileURLWithPath: folder("a.png")))
        #expect(message().contains("\(folder("a.png")): not a PNG, JPEG, WebP, TIFF, BMP or GIF file"), "\(message())")
        try Data().write(to: URL(fileURLWithPath: folder("a.png")))
        #expect(message().contains("\(folder("a.png")): the file is empty"), "\(message())")
        try FileManager.default.removeItem(atPath: folder("a.png"))
        try FileManager.default.createDirectory(atPath: folder("b.png"), withIntermediateDirectories: true)
        #expect(
            message().contains(folder("b.png"))
                || message() == "\(folder.path): holds no PNG, JPEG, WebP, TIFF, BMP or GIF picture")
    }

    @Test func aPictureThatWentAwayIsAnError() throws {
        let folder = try pictures([100])
        let recipe = try Fixture.recipe("paper: {texture: {path: \(folder("100.png"))}}")
        try FileManager.default.removeItem(atPath: folder("100.png"))
        #expect(
            Fixture.message { _ = try SyntheticSource(recipe) }
                == "\(folder("100.png")): no such file or folder of pictures")
    }
}
