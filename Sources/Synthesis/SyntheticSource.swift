import Configs
import Handwriting
public import Imaging
public import Samples
public import Typography

/// A recipe made ready to draw: fonts found, pictures read, everything checked that can be checked beforehand.
///
/// Every sample is a pure function of (recipe, seed, split, index).
public struct SyntheticSource: SampleSource {
    /// The recipe.
    public let recipe: Recipe
    let author: any Author
    let sheet: StyleSheet
    let grounds: [PreparedStage<any Ground>]
    let groundWeights: [Double]
    let treatments: [PreparedStage<any Treatment>]
    /// Whether the mean of a whole sheet tells what ink lies on: its ground is even, and nothing is laid on it.
    private let isEven: Bool
    let geometry: [PreparedStage<any GeometryStage>]
    let bending: [PreparedStage<any BendingStage>]
    let camera: [PreparedStage<any CameraStage>]
    let ingredients: Ingredients
    /// Which texts can't be drawn, as far as that is known beforehand.
    private let check: TextCheck
    /// What a drawing may take; nil for as much as the recipe asks.
    package var limits: DrawingLimits?

    /// Prepares a recipe.
    /// - Throws: `SynthesisError`, `TypographyError` or `ImagingError`, which say what is missing and what to do.
    public init(_ recipe: Recipe) throws { try self.init(recipe, shelf: nil) }

    /// Prepares a recipe, with faces that were looked up before.
    package init(_ recipe: Recipe, shelf: BookShelf?) throws {
        self.recipe = recipe
        var slips = RecipeSlips()
        let author = slips.attempt { try LabelSource(recipe).author }
        let sheet = slips.attempt { try StyleSheet(recipe, alphabet: author?.alphabet ?? [], shelf: shelf) }
        var check: TextCheck?
        if let author, let sheet {
            check = slips.attempt {
                let check = try TextCheck(recipe, author: author, sheet: sheet)
                try check.demandDrawable(recipe.text.keys.undrawable)
                return check
            }
        }
        var ingredients = Ingredients()
        let papers = PreparedStage.prepare(recipe.paper, part: "paper")
        grounds = papers.compactMap { paper in
            slips.attempt {
                PreparedStage<any Ground>(
                    stage: try paper.stage.makeGround(&ingredients), path: paper.path, probability: 1)
            }
        }
        let weights = recipe.paper.map(\.weight)
        groundWeights = weights
        _ = slips.attempt {
            guard weights.contains(where: { $0 > 0 }) else {
                throw SynthesisError(.recipe, at: "paper", "every weight is 0; at least one must be above")
            }
        }
        treatments = PreparedStage.prepare(recipe.sheet, part: "sheet")
            // Whole words without a label, where all that is written has one.
            .filter { !(recipe.hasPages && $0.stage is Neighbours) }
            .compactMap { sheet in
                slips.attempt {
                    PreparedStage<any Treatment>(
                        stage: try sheet.stage.makeTreatment(&ingredients), path: sheet.path,
                        probability: sheet.probability)
                }
            }
        try slips.check()
        guard let author, let sheet, let check else { throw SynthesisError(.recipe, "the recipe can't be drawn") }
        (self.author, self.sheet, self.check) = (author, sheet, check)
        isEven = treatments.isEmpty && grounds.allSatisfy { $0.stage.isEven }
        self.ingredients = ingredients
        let moves = PreparedStage.prepare(recipe.geometry, part: "geometry")
        geometry = moves.compactMap { $0.compactMap(\.straight) }
        bending = moves.compactMap { $0.compactMap(\.bending) }
        camera = PreparedStage.prepare(recipe.camera, part: "camera")
    }

    /// Whether the mean of the ground tells how light it is wherever the text comes to stand.
    ///
    /// Where ink follows the ground, or has a colour that must be seen on pictures of any kind, it does not.
    func isEven(under ink: InkRecipe) -> Bool {
        isEven && ink.polarity == .keep && (ink.color == nil || ingredients.pictures.isEmpty)
    }

    /// How many samples the recipe asks for.
    public func count(of split: Split) -> Int? { recipe.samples[split] }

    /// Whether no two samples of the dataset can have the same label.
    public var hasUniqueLabels: Bool { author.hasUniqueLabels }

    /// The word lists of the recipe, as they are drawn from; `nil` where not every label is one word of a list.
    public var lexicon: (any SampleLexicon)? { recipe.hasPages ? nil : author.lexicon }

    /// Whether a picture is a page of several texts.
    public var hasPages: Bool { recipe.hasPages }

    /// A press that draws samples, for one thread.
    public func makeReader() throws -> any SampleReader { try Press(self) }

    /// The faces in use, each once.
    public var faces: [FontFace] {
        sheet.books.flatMap(\.faces).reduce(into: []) { all, face in
            if !all.contains(face) { all.append(face) }
        }
    }

    /// Font files that were found but can't be used, and why.
    public var skippedFonts: [(path: String, reason: String)] {
        sheet.books.flatMap(\.skipped).reduce(into: []) { all, file in
            if !all.contains(where: { $0.path == file.path }) { all.append((file.path, file.reason)) }
        }
    }

    /// The files that texts come from: name, path and SHA-256.
    public var textFiles: [(name: String, path: String, sha256: String)] {
        author.files.map { ($0.name, $0.path, $0.sha256) }
    }

    /// The collections of characters' pictures in use: name, path, how many pictures, and the SHA-256 of their pixels
    /// and classes.
    ///
    /// The first call hashes all of them, which takes a moment.
    public var collections: [(name: String, path: String, count: Int, sha256: String)] {
        sheet.collections.map { collection in
            let name = collection.path.split(separator: "/").last.map(String.init) ?? collection.path
            return (name, collection.path, collection.count, collection.sha256)
        }
    }

    /// What a person should know of the texts, the faces and the pictures: how many words were left out of lists, and why;
    /// which texts can't be drawn; which faces are not quite those that were asked for; that nothing is held out where that
    /// was asked for; which pictures were passed over or turned round.
    package var notes: [String] {
        check.notes() + author.notes + sheet.books.notes
            + sheet.styles.flatMap(\.notes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            + ingredients.notes + sheet.collections.flatMap(\.notes) + pageNotes
    }

    private var pageNotes: [String] {
        guard recipe.hasPages, recipe.sheet.contains(where: { $0.value is Neighbours }) else { return [] }
        return ["sheet.neighbours is left out: on a page of several texts all that is written has a label"]
    }

    /// The background pictures in use: name, path and SHA-256.
    public var backgrounds: [(name: String, path: String, sha256: String)] {
        ingredients.pictures.map { ($0.name, $0.path, $0.sha256) }
    }
}

extension SyntheticSource {
    /// A sample, and the pictures between the stages of its drawing, in the order in which it was drawn.
    ///
    /// The sample is the one that a reader gives.
    package func steps(at index: Int, in split: Split) throws -> (sample: Sample, steps: [SampleStep]) {
        let recorder = StepRecorder()
        let sample = try Press(self, recorder: recorder).sample(at: index, in: split)
        return (sample, recorder.steps)
    }

    /// A blank sheet of the recipe's paper, px.
    public func paper(width: Int, height: Int, index: Int) throws -> Bitmap {
        try Press(self).blankSheet(width: width, height: height, index: index)
    }
}
