import Foundation
import Imaging
import Preview
import Production
import Samples
import Synthesis

/// What a preview is to show, and where.
struct PreviewJob: Sendable {
    /// What is drawn.
    enum Mode: Sendable {
        /// Samples in a grid.
        case sheet
        /// One sample after each stage.
        case steps
        /// The same samples at several values of a key.
        case sweep(Sweep)
        /// The same samples of another recipe, too.
        case compare(RecipeFile)
        /// Samples on a page for a browser.
        case page

        /// The mode in a word.
        var name: String {
            switch self {
            case .sheet: "sheet"
            case .steps: "steps"
            case .sweep: "sweep"
            case .compare: "compare"
            case .page: "page"
            }
        }
    }

    let recipe: RecipeFile
    let mode: Mode
    let index: Int
    /// nil for as many as suit the mode.
    let count: Int?
    let split: Split
    let columns: Int?
    let scale: Int?
    let showsBoxes: Bool
    /// Whether samples are drawn alone, without captions.
    let isBare: Bool
    /// The file to write; nil for none.
    let output: String?
    /// How the terminal shows the picture; nil where it does not.
    let terminal: TerminalPicture?

    /// The recipes that are shown.
    var recipes: [RecipeFile] {
        if case .compare(let other) = mode { return [recipe, other] }
        return [recipe]
    }

    /// What was drawn, and where it is.
    struct Drawn: Encodable {
        let output: String?
        /// sheet, steps, sweep, compare or page.
        let kind: String
        let recipes: [String]
        let split: String
        /// The first sample's index.
        let index: Int
        /// The picture's size, px; nil of a page.
        var width: Int?
        var height: Int?
    }

    /// Draws, writes the file, and shows the picture.
    @discardableResult func draw() throws -> Drawn {
        var drawn = Drawn(
            output: output, kind: mode.name, recipes: recipes.map(\.path), split: split.rawValue, index: index)
        if case .page = mode, let output {
            try OutputFile.write(try page().utf8, to: output)
            return drawn
        }
        let picture = try self.picture()
        if let output { try ImageFile.write(picture, path: output) }
        if let terminal { try Terminal.print(bytes: try terminal.bytes(picture)) }
        (drawn.width, drawn.height) = (picture.width, picture.height)
        return drawn
    }

    private func picture() throws -> Bitmap {
        switch mode {
        case .sheet, .page:
            let recipe = try self.recipe.load()
            let samples = try samples(of: recipe)
            return isBare ? try strip(samples) : try ContactSheet.draw(samples, options: options(recipe.name))
        case .steps:
            let recipe = try self.recipe.load()
            let (sample, steps) = try source(of: recipe).steps(at: index, in: split)
            return try StepStrip.draw(steps, of: sample, title: recipe.name, scale: scale)
        case .sweep(let sweep):
            let recipes = try sweep.recipes(of: recipe)
            let count = shown(6, of: recipes.map(\.recipe))
            let rows = try recipes.map { value, recipe in
                SampleTable.Row(name: value, samples: try samples(of: recipe, count: count))
            }
            if isBare { return try strip(rows.flatMap(\.samples)) }
            return try SampleTable.draw(
                rows, columns: (index..<index + count).map { "\(split.rawValue) \($0)" }, corner: sweep.key,
                options: options(recipes.first?.recipe.name ?? ""))
        case .compare(let other): return try comparison(with: other)
        }
    }

    /// The same samples of both: seed and text are the first recipe's.
    private func comparison(with other: RecipeFile) throws -> Bitmap {
        let (first, second) = (try recipe.load(), try other.load())
        let count = shown(12, of: [first, second])
        let names = [recipe.path, other.path].map { ($0 as NSString).lastPathComponent }
        let columns = names[0] == names[1] ? [recipe.path, other.path] : names
        let left = try samples(of: first, count: count)
        let right = try counterparts(of: left, in: second, textOf: first, names: columns)
        let rows = zip(left, right).enumerated().map { number, pair in
            SampleTable.Row(name: "\(split.rawValue) \(index + number)", samples: [pair.0, pair.1])
        }
        return try SampleTable.draw(rows, columns: columns, options: options(first.name + "  ·  " + second.name))
    }

    /// What another recipe makes of the labels of these samples; where it can't write them, it is said why, and they are
    /// its own.
    private func counterparts(
        of samples: [Sample], in second: Recipe, textOf first: Recipe, names: [String]
    ) throws -> [Sample] {
        let isSame = second.writesText(of: first)
        do {
            let drawn = try self.samples(of: try second.writing(textOf: first), count: samples.count)
            if !isSame {
                Terminal.note("\(names[1]) writes the text of \(names[0]) here, for both to have the same labels")
            }
            let different = zip(samples, drawn).filter { $0.label != $1.label }.count
            if different > 0 {
                Terminal.note(
                    "\(different) of \(samples.count) labels differ: where one recipe can't draw a text, its "
                        + "text.undrawable puts another in its place")
            }
            return drawn
        } catch  where !isSame && !(error is CancellationError) {
            var own = second
            own.seed = first.seed
            let drawn = try self.samples(of: own, count: samples.count)
            Terminal.note("the labels differ, since \(names[1]) can't write the text of \(names[0]): \(error)")
            return drawn
        }
    }

    private func page() throws -> String {
        let recipe = try self.recipe.load()
        return try SamplePage(try samples(of: recipe), title: recipe.name, showsBoxes: showsBoxes).html()
    }

    private func strip(_ samples: [Sample]) throws -> Bitmap {
        try SampleStrip.draw(samples, columns: columns, scale: scale ?? 1)
    }

    private func options(_ title: String) -> ContactSheet.Options {
        ContactSheet.Options(title: title, columns: columns, showsBoxes: showsBoxes, scale: scale)
    }

    private func source(of recipe: Recipe) throws -> SyntheticSource {
        let source = try SyntheticSource(recipe)
        try KeptFiles.demand(output, apartFrom: source.backgrounds.map(\.path))
        Terminal.notes(source.notes)
        return source
    }

    private func samples(of recipe: Recipe, count: Int? = nil) throws -> [Sample] {
        let reader = try source(of: recipe).makeReader()
        let total = count ?? shown(40, of: [recipe])
        let progress = ProgressLine(unit: "samples", isQuiet: false)
        defer { progress.finish() }
        return try (0..<total).map { number in
            try Task.checkCancellation()
            defer { progress.show(done: number + 1, total: total) }
            return try reader.sample(at: index + number, in: split)
        }
    }

    /// How many samples are shown: past the end of the split only where the user asks for that.
    private func shown(_ usual: Int, of recipes: [Recipe]) -> Int {
        let left = recipes.map { $0.samples[split] - index }.min() ?? 0
        return count ?? (left > 0 ? min(usual, left) : usual)
    }
}
