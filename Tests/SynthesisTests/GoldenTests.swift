import Foundation
import Imaging
import Samples
import TestSupport
import Testing

@testable import Synthesis

/// Pictures that were looked at and found right, and the boxes on them.
@Suite struct GoldenTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        let name: String
        /// The recipes of its samples, from the top of the sheet.
        let recipes: [String]
        var testDescription: String { name }

        init(name: String, yaml: String) {
            (self.name, recipes) = (name, [yaml])
        }

        /// A sheet of samples of one width, each of a recipe that consists of `base` and its row.
        init(name: String, base: String, rows: [String]) {
            self.name = name
            recipes = rows.map { base + "\n" + $0 }
        }
    }

    static let goldens = [
        Golden(name: "plain", yaml: "{fonts: {faces: [Liberation Serif], size: 32}}"),
        Golden(
            name: "tight-noise",
            yaml: """
                fonts: {faces: [Liberation Serif], size: 30}
                page: {width: 145, height: 40, margin: 3, color: rgb}
                ink: {tone: 0}
                camera: [{noise: {kind: uniform, amount: 0.25, offset: -0.25, colored: true}}, {contrast: 0.5..0.95}]
                """),
        Golden(
            name: "fibre-turned",
            yaml: """
                fonts: {faces: [DejaVu Sans], size: 26}
                type: {jitter: {baseline: -0.05..0.05, size: -0.08..0.08, rotation: -6..6}}
                paper: {fibre: {tone: 0.85, light: 0.2, clouds: 0.08, fibres: 0.06}}
                geometry: {rotation: 12}
                ink: {tone: 0.2, opacity: 0.9}
                """),
        Golden(
            name: "perspective-coloured",
            yaml: """
                fonts: {faces: [EB Garamond], size: 36}
                page: {color: rgb, margin: 6}
                paper: {plain: {tone: 0.95, color: '#f4e8c8'}}
                ink: {color: '#7a1f2b'}
                geometry: [{shear: {horizontal: 12, vertical: 4}}, {perspective: {x: 0.4, y: -0.2}}]
                """),
        Golden(
            name: "texture",
            yaml: """
                fonts: {faces: [Courier Prime], size: 28}
                page: {width: 190, height: 90, x: 0, y: 1, margin: 8}
                paper: {texture: {path: texture.png, zoom: 1.5, tone: 1}}
                geometry: {rotation: -9}
                """),
        Golden(
            name: "paths",
            base: """
                text: {number: {digits: 12}}
                fonts: {faces: [DejaVu Sans], size: 26}
                page: {width: 260, height: 110}
                """,
            rows: [
                "type: {path: {points: [[0, 0], [3, -1.2], [7, 0.8], [10, 0]]}}",
                "type: {path: {bends: {turn: 35, every: 3}}}", "type: {path: {spiral: {radius: 1.5, pitch: 1.4}}}",
            ]),
        Golden(
            name: "out-of-focus",
            yaml: """
                fonts: {faces: [Liberation Mono], size: 24}
                paper: {noise: {tone: 0.8, amount: 0.06}}
                camera: [{blur: 1.4}, {gamma: 1.6}, {brightness: 0.08}]
                """),
        Golden(
            name: "papers",
            base: """
                text: {number: {digits: 5}}
                fonts: {faces: [Liberation Serif], size: 30}
                page: {width: 200, height: 60, margin: 8, color: rgb}
                ink: {tone: 0.2}
                geometry: {rotation: 4}
                """,
            rows: [
                "fibre: {color: '#fff0d8', fibres: 0.04}", "thermal: {fog: 0.1, bands: 0.03}", "newsprint",
                "security: {pattern: waves}", "security: {pattern: net}", "security: {pattern: circles}",
                "security: {pattern: screen, pitch: 5}", "halftone: {pitch: 5}",
            ].map { $0.contains(":") ? "paper: {\($0)}" : "paper: \($0)" }),
        Golden(
            name: "sheet-stages",
            base: """
                text: {number: {digits: 6}}
                fonts: {faces: [Liberation Serif], size: 30}
                page: {width: 220, height: 64, margin: 10, color: rgb}
                ink: {tone: 0.2}
                geometry: {rotation: 2}
                paper: {plain: 0.92}
                """,
            rows: [
                "light: {vignette: 0.3}", "yellowing", "folds: {count: 2, depth: 0.15}",
                "creases: {count: 8, depth: 0.3}",
                "crumple: {depth: 0.15, size: 40}", "stains: {strength: 0.4}", "rings: {size: 60, strength: 0.4}",
                "dirt: {specks: 3, hairs: 2}", "rules", "grid", "table: {sides: all, through: 1}",
                "form: {cells: 8, comb: 0}", "show_through: {strength: 0.3}",
                "neighbours: {above: 1, below: 1, before: 1, after: 1}", "edges: {sides: 4, depth: 6}",
            ].map { $0.contains(":") ? "sheet: {\($0)}" : "sheet: \($0)" }),
        Golden(
            name: "poor-copy",
            yaml: """
                fonts: {faces: [Liberation Sans], size: 30}
                page: {color: rgb}
                paper: {plain: {color: '#cfe4ff'}}
                camera: [{resample: 0.45}, {jpeg: 18}, invert]
                """),
        Golden(
            name: "amount",
            yaml: """
                text: {number: {digits: 7, thousands: ., decimals: 2, decimal_point: ',', negative: 1, suffix: ' €'}}
                fonts: {faces: [Caladea], size: 40}
                type: {tracking: 0.06, slant: 14}
                page: {width: 150, height: 60, margin: 5, y: 0.2}
                """),
        Golden(
            name: "arabic-dates", base: "page: {width: 320, height: 60, margin: 6, x: 0..1}",
            rows: [
                ("Amiri", "patterns: [yyyy/MM/dd], numbering: arab"),
                ("KacstOne", "patterns: [dd/MM/yyyy], numbering: arab"),
                ("DejaVu Sans", "patterns: [dd-MM-yyyy], numbering: arabext"),
                ("Amiri", "patterns: [d MMMM yyyy], numbering: arab, locales: [ar_EG]"),
                ("DejaVu Sans", "patterns: [EEEE d MMMM yyyy], numbering: arab, locales: [ar_EG]"),
                ("KacstOne", "patterns: [d MMMM yyyy], numbering: arab, locales: [ar_SA], calendar: islamic-umalqura"),
            ].map { "text: {date: {\($1)}}\nfonts: {faces: [\($0)], size: 34}" }),
        Golden(
            name: "devanagari-words", base: "page: {width: 240, height: 64, margin: 4}",
            rows: [
                ("Lohit Devanagari", "हिन्दी किताब", "hi"), ("Nakula", "क्षत्रिय ज्ञान", "hi"),
                ("Sahadeva", "विद्यार्थी कर्म", "hi"), ("Samyak Devanagari", "श्रीमती १२३४", "hi"),
                ("Gargi", "पुस्तकें सितंबर", "hi"), ("Lohit Devanagari", "लश विशाल", "mr"),
            ].map {
                "text: {pattern: {form: '\($1)'}}\nfonts: {faces: [\($0)], size: 36}\ntype: {language: \($2)}"
            }),
        Golden(
            name: "marks",
            base: """
                text: {number: {digits: 8}}
                fonts: {faces: [Liberation Serif], size: 36}
                page: {width: 260, height: 80, margin: 6}
                """,
            rows: [
                "marks: [underline]", "marks: [{underline: {offset: 0.3, thickness: 0.1, tone: 0.5}}], arc: 50",
                "marks: [{strike: {count: 3, tilt: -12..12}}]",
                "marks: [strike], wave: {amplitude: 0.2, period: 5}", "marks: [boxes], tracking: 0.1",
                "marks: [boxes, underline], slant: 12, arc: -40",
            ].map { "type: {\($0)}" }),
        Golden(
            name: "ink-stages",
            base: """
                text: {number: {digits: 5}}
                fonts: {faces: [{family: DejaVu Sans, boldness: 700}], size: 40}
                page: {width: 220, height: 64, margin: 4, color: rgb}
                paper: {plain: 0.9}
                """,
            rows: [
                "thickness: 1.5", "thickness: -1", "roughen: {radius: 2, middle: 0.5, reach: 0.3}",
                "outline: {width: 1.5, color: '#b02020'}", "outline: {width: 1.5, distance: 2}",
                "outline: {width: 2, distance: -2, tone: 0.9}", "shadow: {x: 3, y: 3, blur: 1}",
                "extrusion: {x: 4, y: 3, tone: 0.1}", "scribble: {count: 3}",
                "scribble: {count: 3, depth: under, color: '#2060c0', width: 4, taper: 0.8}",
                "dots: {count: 80, radius: 0.5..3}", "dots: {density: 12, tone: 1, radius: 0.5..1.5}",
            ].map { "ink: {tone: 0.45, contrast: 0, stages: [{\($0)}]}" }),
    ]

    @Test(arguments: goldens)
    func aSampleLooksAsItDid(golden: Golden) throws {
        let folder = try TemporaryFolder()
        try ImageFile.write(.scene(width: 80, height: 60, channels: 1), path: folder("texture.png"))
        let samples = try golden.recipes.map {
            try Fixture.source($0, in: folder.path).makeReader().sample(at: 0, in: .train)
        }
        let image = try sheet(samples.map(\.image))

        try GoldenPicture(golden.name).check(image, within: 1)
        if GoldenPicture.isRecording {
            try record(of: samples).write(
                toFile: "\(GoldenPicture.folder)/\(golden.name).txt", atomically: true, encoding: .utf8)
            return
        }
        let text = try #require(Bundle.module.path(forResource: golden.name, ofType: "txt", inDirectory: "Goldens"))
        let old = try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n")
        let new = record(of: samples).split(separator: "\n")
        try #require(old.count == new.count)
        for (old, new) in zip(old, new) {
            let (old, new) = (old.split(separator: "\t"), new.split(separator: "\t"))
            try #require(old.count == new.count && [1, 9].contains(new.count))
            #expect(old[0] == new[0])
            for (a, b) in zip(old.dropFirst(), new.dropFirst()) {
                let (a, b) = (try #require(Double(a)), try #require(Double(b)))
                #expect(abs(a - b) <= 0.011, "\(golden.name): '\(old[0])' stands at \(new), and did at \(old)")
            }
        }
    }

    /// Every golden has its test, and every test its golden.
    @Test func nothingIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: GoldenPicture.folder)
        let expected = Self.goldens.flatMap { ["\($0.name).png", "\($0.name).txt"] }
        #expect(Set(files) == Set(expected + ["README", "stages"]))
    }

    /// Images one below the other.
    private func sheet(_ images: [Bitmap]) throws -> Bitmap {
        let first = try #require(images.first)
        try #require(images.allSatisfy { $0.width == first.width && $0.channels == first.channels })
        return Bitmap(
            width: first.width, height: images.reduce(0) { $0 + $1.height }, channels: first.channels,
            pixels: images.flatMap(\.pixels))
    }

    private func record(of samples: [Sample]) -> String { samples.map { record(of: $0) }.joined() }

    /// The label, then the text's quad and the characters' boxes: the text and eight coordinates to a line, tabs between.
    private func record(of sample: Sample) -> String {
        func line(_ name: String, _ quad: Quad) -> String {
            let numbers = quad.corners.flatMap { [$0.x, $0.y] }
            return ([name] + numbers.map { "\(($0 * 100).rounded() / 100)" }).joined(separator: "\t")
        }
        let lines = [sample.label, line("text", sample.textQuad)] + sample.characters.map { line($0.text, $0.quad) }
        return lines.joined(separator: "\n") + "\n"
    }
}
