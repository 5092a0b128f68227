import Configs
import Testing

@testable import Synthesis

/// What is wrong in a recipe is said with its place, its key, and what to do.
@Suite struct MalformedRecipeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let yaml: String
        /// What the message starts with: `recipe.yml:line:column: key: `.
        let place: String
        /// What it says there.
        let text: String
        var testDescription: String { yaml }

        init(_ yaml: String, _ place: String, _ text: String) {
            self.yaml = yaml
            self.place = place
            self.text = text
        }
    }

    static let unknownKeys = [
        Case("sed: 1", "1:1: sed", "unknown key 'sed'; did you mean 'seed'?"),
        Case("seed: 1\npapper: plain", "2:1: papper", "unknown key 'papper'; did you mean 'paper'?"),
        Case("include: scna", "1:10: include", "unknown include 'scna'; did you mean 'scan'?"),
        Case("seed: 1\ninclude: [scan, {recept: 1}]", "2:18: include[1].recept", "did you mean 'receipt'?"),
        Case("include: {scan: {strenght: 1}}", "1:18: include.scan.strenght", "did you mean 'strength'?"),
        Case("include: {fax: {probability: 1}}", "1:17: include.fax.probability", "unknown key 'probability'"),
        // The recipe's own place, not the preset's.
        Case("include: scan\ncamera: [{blurr: 1}]", "2:11: camera[0].blurr", "did you mean 'blur'?"),
        Case("samples: {trian: 5}", "1:11: samples.trian", "did you mean 'train'?"),
        Case("text: {numbers: {}}", "1:8: text.numbers", "unknown text 'numbers'; did you mean 'number'?"),
        Case("text: {number: {digit: 3}}", "1:17: text.number.digit", "did you mean 'digits'?"),
        Case(
            "text: {number: {leading_zeroes: true}}", "1:17: text.number.leading_zeroes",
            "did you mean 'leading_zeros'?"),
        Case("fonts: {face: []}", "1:9: fonts.face", "did you mean 'faces'?"),
        Case("fonts:\n  faces:\n    - {famliy: x}", "3:8: fonts.faces[0].famliy", "did you mean 'family'?"),
        Case("type: {kernign: true}", "1:8: type.kernign", "did you mean 'kerning'?"),
        Case("type: {jitter: {rotate: 1}}", "1:17: type.jitter.rotate", "unknown key 'rotate'"),
        Case("page: {with: 10}", "1:8: page.with", "did you mean 'width'?"),
        Case("ink: {colour: '#000000'}", "1:7: ink.colour", "did you mean 'color'?"),
        Case("ink: {stages: [dost]}", "1:16: ink.stages[0]", "did you mean 'dots'?"),
        Case(
            "ink: {stages: [{scribble: {colour: 1}}]}", "1:28: ink.stages[0].scribble.colour", "did you mean 'color'?"),
        Case("paper: {palin: 1}", "1:9: paper.palin", "unknown paper 'palin'; did you mean 'plain'?"),
        Case("paper: [{fibre: {cloud: 1}}]", "1:18: paper[0].fibre.cloud", "did you mean 'clouds'?"),
        Case("sheet: [{fold: 1}]", "1:10: sheet[0].fold", "unknown sheet 'fold'; did you mean 'folds'?"),
        Case("sheet: [{folds: {dept: 0.1}}]", "1:18: sheet[0].folds.dept", "did you mean 'depth'?"),
        Case("sheet: [{folds: {weight: 1}}]", "1:18: sheet[0].folds.weight", "unknown key 'weight'"),
        Case("sheet: [texture]", "1:9: sheet[0].texture", "the key 'path' is missing"),
        Case("paper: [{noise: {ammount: 1}}]", "1:18: paper[0].noise.ammount", "did you mean 'amount'?"),
        Case("paper: {plain: {probability: 1}}", "1:17: paper.plain.probability", "unknown key 'probability'"),
        Case("geometry: [rotatoin]", "1:12: geometry[0]", "unknown geometry 'rotatoin'; did you mean 'rotation'?"),
        Case("geometry: [{shear: {angle: 1}}]", "1:21: geometry[0].shear.angle", "unknown key 'angle'"),
        Case("camera: [{blurr: 1}]", "1:11: camera[0].blurr", "unknown camera 'blurr'; did you mean 'blur'?"),
        Case("camera: [{blur: {radius: 1}}]", "1:18: camera[0].blur.radius", "unknown key 'radius'"),
        Case("camera: [{invert: {weight: 1}}]", "1:20: camera[0].invert.weight", "unknown key 'weight'"),
        Case("output: {formt: png}", "1:10: output.formt", "did you mean 'format'?"),
        Case(
            "fonts: {size: {normal: {mean: 5, deviation: 1, maximum: 9}}}", "1:48: fonts.size.normal.maximum",
            "unknown key 'maximum'"),
    ]

    static let wrongTypes = [
        Case("seed: -1", "1:7: seed", "expected a whole number from 0"),
        Case("seed: 1.5", "1:7: seed", "expected a whole number"),
        Case("seed: 0x10", "1:7: seed", "expected a whole number"),
        Case("name: [a]", "1:7: name", "expected a text, got a list"),
        Case("samples: 100", "1:10: samples", "expected a mapping, got '100'"),
        Case("samples: {train: many}", "1:18: samples.train", "expected a whole number, got 'many'"),
        Case("text: 5", "1:7: text", "unknown text '5'"),
        Case("text: [number]", "1:7: text", "expected one of number"),
        Case("text: {number: {digits: nine}}", "1:25: text.number.digits", "expected a whole number"),
        Case("text: {number: {digits: '9'}}", "1:25: text.number.digits", "remove the quotes"),
        Case("text: {number: {plus: yes}}", "1:23: text.number.plus", "write true, without quotes"),
        Case("text: {number: {digit_weights: 5}}", "1:32: text.number.digit_weights", "expected a list"),
        Case(
            "text: {number: {mode: uniqe}}", "1:23: text.number.mode", "unknown value 'uniqe'; did you mean 'unique'?"),
        Case("fonts: {size: big}", "1:15: fonts.size", "expected a number"),
        Case("fonts: {measure: px}", "1:18: fonts.measure", "unknown value 'px'"),
        Case("fonts: {faces: [[Arial]]}", "1:17: fonts.faces[0]", "expected a text, got a list"),
        Case("page: {color: red}", "1:15: page.color", "unknown value 'red'"),
        Case("page: {overflow: crop}", "1:18: page.overflow", "unknown value 'crop'"),
        Case("page: {width: 1.5}", "1:15: page.width", "expected a whole number"),
        Case("ink: {color: red}", "1:14: ink.color", "expected a colour such as '#1a2b3c', got 'red'"),
        Case("ink: {color: '#12345'}", "1:14: ink.color", "expected a colour"),
        Case("ink: {color: '#+12345'}", "1:14: ink.color", "expected a colour"),
        Case("ink: {stages: [{dots: {depth: above}}]}", "1:31: ink.stages[0].dots.depth", "unknown value 'above'"),
        Case("paper: {plain: {color: ['#ffffff', '#xyzxyz']}}", "1:36: paper.plain.color[1]", "expected a colour"),
        Case("camera: {noise: {kind: pink}}", "1:24: camera.noise.kind", "unknown value 'pink'"),
        Case("camera: [{blur: {}, noise: {}}]", "1:21: camera[0].noise", "got 'blur' and 'noise'"),
        Case("camera: [{}]", "1:10: camera[0]", "got an empty mapping"),
        Case("output: {annotations: simple}", "1:23: output.annotations", "write [simple]"),
        Case("output: {annotations: [coco]}", "1:24: output.annotations[0]", "unknown value 'coco'"),
        Case("geometry:", "1:10: geometry", "expected a list"),
        Case("[1, 2]", "1:1", "a config is a mapping, got a list"),
    ]

    static let limits = [
        Case("samples: {train: -1}", "1:18: samples.train", "must lie in 0..1000000000000, got -1"),
        Case("include: {scan: 1.5}", "1:17: include.scan", "must lie in 0..1, got 1.5"),
        Case("include: {scan: 0..1}", "1:17: include.scan", "expected a number"),
        Case("include: [scan]\nink: {legibility: -1}", "2:19: ink.legibility", "must lie in 0..100"),
        Case("ink: {stages: [{dry: 0.9}]}", "1:22: ink.stages[0].dry", "must lie in 0..0.8"),
        Case("ink: {stages: [{stamp: star}]}", "1:24: ink.stages[0].stamp", "unknown value 'star'"),
        Case("text: {number: {digits: 0}}", "1:25: text.number.digits", "must lie in 1..64, got 0"),
        Case("text: {number: {digits: 60..65}}", "1:25: text.number.digits", "must lie in 1..64"),
        Case("text: {number: {digits: 5..3}}", "1:25: text.number.digits", "the range 5..3 is empty"),
        Case("text: {number: {decimals: 19}}", "1:27: text.number.decimals", "must lie in 0..18"),
        Case("text: {number: {repeats: 1.1}}", "1:26: text.number.repeats", "must lie in 0..1"),
        Case("text: {number: {value: 5..1}}", "1:24: text.number.value", "write the smaller number first: 1..5"),
        Case("text: {number: {value: 99999999999999999999}}", "1:24: text.number.value", "expected a whole number"),
        Case("fonts: {size: 1}", "1:15: fonts.size", "must lie in 2..1024, got 1"),
        Case("fonts: {size: 10...20}", "1:15: fonts.size", "write the range with two dots"),
        Case("fonts: {size: 30..20}", "1:15: fonts.size", "the range 30..20 is empty"),
        Case("fonts: {size: []}", "1:15: fonts.size", "there is nothing to draw from"),
        Case("fonts: {faces: []}", "1:16: fonts.faces", "must have 1 to 4096 items, got 0"),
        Case("fonts: {holdout: 1}", "1:18: fonts.holdout", "must lie in 0..0.9"),
        Case(
            "fonts: {faces: [{family: x, weight: -1}]}", "1:37: fonts.faces[0].weight", "must be at least 0, got -1"),
        Case("fonts: {faces: [{family: x, boldness: 1000}]}", "1:39: fonts.faces[0].boldness", "must lie in 100..900"),
        Case(
            "fonts: {size: {normal: {mean: 30, deviation: 400}}}", "1:24: fonts.size.normal",
            "give 'min' and 'max'; without them they are 4 deviations from the mean"),
        Case("fonts: {size: {normal: {mean: 30}}}", "1:24: fonts.size.normal", "the key 'deviation' is missing"),
        Case(
            "fonts: {size: {normal: {mean: 9, deviation: -1}}}", "1:45: fonts.size.normal.deviation",
            "must be at least 0"),
        Case("type: {tracking: 5}", "1:18: type.tracking", "must lie in -0.5..4"),
        Case("type: {slant: -46..0}", "1:15: type.slant", "must lie in -45..45"),
        Case("page: {width: 16385}", "1:15: page.width", "must lie in 1..16384"),
        Case("page: {scale: 0}", "1:15: page.scale", "must lie in 0.05..20"),
        Case("page: {x: 1.5}", "1:11: page.x", "must lie in 0..1"),
        Case("ink: {contrast: 2}", "1:17: ink.contrast", "must lie in 0..1"),
        Case("ink: {stages: [{scribble: {width: 0}}]}", "1:35: ink.stages[0].scribble.width", "must lie in 0.25..32"),
        Case("ink: {stages: [{dots: 20001}]}", "1:23: ink.stages[0].dots", "must lie in 0..20000, got 20001"),
        Case(
            "ink: {stages: [{outline: {distance: 17}}]}", "1:37: ink.stages[0].outline.distance", "must lie in -16..16"),
        Case("paper: []", "1:8: paper", "must have 1 to 64 items, got 0"),
        Case("sheet: [{rings: 17}]", "1:17: sheet[0].rings", "must lie in 0..16, got 17"),
        Case("sheet: [{neighbours: {above: 2}}]", "1:30: sheet[0].neighbours.above", "must lie in 0..1"),
        Case("sheet: [{edges: {depth: 401}}]", "1:25: sheet[0].edges.depth", "must lie in 0..400"),
        Case("paper: {security: {pattern: dots}}", "1:29: paper.security.pattern", "unknown value 'dots'"),
        Case("paper: {halftone: {pitch: 1}}", "1:27: paper.halftone.pitch", "must lie in 1.5..64, got 1"),
        Case("paper: {plain: {tone: 2}}", "1:23: paper.plain.tone", "must lie in 0..1"),
        Case("paper: [{plain: {weight: -3}}]", "1:26: paper[0].plain.weight", "must be at least 0"),
        Case(
            "ink: {tone: [{value: 0, weight: 0}]}", "1:13: ink.tone", "all weights are 0; one must be above 0"),
        Case("geometry: {rotation: 200}", "1:22: geometry.rotation", "must lie in -180..180"),
        Case("geometry: {shear: {vertical: 90}}", "1:30: geometry.shear.vertical", "must lie in -60..60"),
        Case("geometry: {elastic: -1}", "1:21: geometry.elastic", "must lie in 0..200"),
        Case("geometry: {curl: 90}", "1:18: geometry.curl", "must lie in -60..60"),
        Case("camera: {blur: {sigma: -1}}", "1:24: camera.blur.sigma", "must lie in 0..32"),
        Case("camera: {blur: {probability: 2}}", "1:30: camera.blur.probability", "must lie in 0..1"),
        Case("camera: {jpeg: 0}", "1:16: camera.jpeg", "must lie in 1..100"),
        Case("camera: {resample: 0}", "1:20: camera.resample", "must lie in 0.05..1"),
        Case("output: {quality: 101}", "1:19: output.quality", "must lie in 1..100"),
        Case("fonts: {size: .inf}", "1:15: fonts.size", "expected a number"),
        Case("fonts: {size: .nan}", "1:15: fonts.size", "expected a number"),
    ]

    static let contradictions = [
        Case(
            "fonts: {faces: [{family: a, group: b}]}", "1:26: fonts.faces[0].family",
            "give exactly one of 'family', 'group', 'file' and 'folder'"),
        Case(
            "geometry: {elastic: {amount: 0..4, scale: 16..30}}", "1:30: geometry.elastic.amount",
            "must be at most a fifth of the least scale, 3.2 px, or the sheet would fold"),
        Case(
            "geometry: {wave: {horizontal: 9, period: 40}}", "1:31: geometry.wave.horizontal",
            "must be at most a fifth of the least period, 8.0 px"),
        Case("fonts: {faces: [{weight: 2}]}", "1:17: fonts.faces[0].family", "give exactly one of"),
        Case("text: {number: {mode: weighted}}", "1:16: text.number.digit_weights", "needs ten weights"),
        Case(
            "text: {number: {mode: weighted, digit_weights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}}",
            "1:48: text.number.digit_weights", "of which one is above 0"),
        Case("text: {number: {digit_weights: [1]}}", "1:32: text.number.digit_weights", "add 'mode: weighted'"),
        Case(
            "text: {number: {mode: weighted, value: 1..3, digit_weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}",
            "1:40: text.number.value", "draws digits, not values; give 'digits'"),
        Case(
            "text: {number: {value: 1..3, negative: 0.5}}", "1:40: text.number.negative",
            "with 'value' the sign comes from the range"),
        Case(
            "text: {number: {mode: unique, repeats: 0.5}}", "1:40: text.number.repeats",
            "works in the modes 'random' and 'weighted' with 'digits' only"),
        Case(
            "text: {number: {decimals: 2, decimal_point: ''}}", "1:45: text.number.decimal_point",
            "must not be empty where there are decimals"),
        Case(
            "text: {number: {decimals: 2, thousands: .}}", "1:41: text.number.thousands",
            "must differ from 'decimal_point', or nobody can read the number"),
        Case(
            "text: {number: {mode: unique, prefix: ['', '1']}}", "1:39: text.number.prefix",
            "two numbers could look the same"),
        Case(
            "fonts: {size: {normal: {mean: 9, deviation: 1, min: 9, max: 8}}}", "1:53: fonts.size.normal.min",
            "is above the upper limit: 9 > 8"),
        Case("paper: {texture: {zoom: 1}}", "1:18: paper.texture", "the key 'path' is missing"),
        Case("include: file", "1:10: include.file", "the key 'path' is missing"),
        Case("include: {file: no.yml}", "1:17: include.file", "'no.yml' does not exist"),
        Case("paper: texture", "1:8: paper.texture", "the key 'path' is missing"),
        Case("paper: {texture: nowhere}", "1:18: paper.texture", "'nowhere' does not exist; looked for "),
        Case("fonts: {catalog: no.yml}", "1:18: fonts.catalog", "'no.yml' does not exist"),
        Case("fonts: {faces: [{file: no.ttf}]}", "1:24: fonts.faces[0].file", "'no.ttf' does not exist"),
        Case("fonts: {faces: [{folder: no}]}", "1:26: fonts.faces[0].folder", "'no' does not exist"),
    ]

    static let syntax = [
        Case("seed: 1\nseed: 2", "", "the key 'seed' is given twice in this mapping"),
        Case("seed: [1", "", "not valid YAML"),
        Case("page:\n\twidth: 1", "2:1", "indent with spaces, not with tabs"),
        Case("seed: *nothing", "1:7", "undefined alias"),
        Case("page: {<<: {width: 1}}", "1:8", "merge keys are not supported"),
        Case("seed: !!int 5", "1:7", "is not supported"),
        Case("a: 1\n---\nb: 2", "", "a second document starts here"),
    ]

    @Test(arguments: unknownKeys + wrongTypes + limits + contradictions + syntax)
    func theErrorNamesPlaceAndReason(case: Case) throws {
        let message = Fixture.message { _ = try Fixture.recipe(`case`.yaml) }
        let colon = `case`.place.isEmpty ? "" : ": "
        #expect(message.hasPrefix("recipe.yml:" + `case`.place + colon), "\(message)")
        #expect(message.contains(`case`.text), "\(message)")
        #expect(!message.contains("\n"))
    }

    /// A recipe that is well-formed but asks for what is not there.
    @Test func everyTableHasItsCases() {
        let all = Self.unknownKeys + Self.wrongTypes + Self.limits + Self.contradictions + Self.syntax
        #expect(all.count >= 100)
        #expect(Set(all.map(\.yaml)).count == all.count)
    }
}
