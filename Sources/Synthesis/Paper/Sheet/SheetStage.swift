import Configs
import Imaging

/// A stage that changes the paper before the text is printed on it: what it went through, and what else is on it.
///
/// A new stage is one file and one line in `SheetStages`.
protocol SheetStage: ConfigMember {
    /// Prepares the stage: reads the pictures that it needs, once for all samples.
    func makeTreatment(_ ingredients: inout Ingredients) throws -> any Treatment
}

/// Changes paper.
///
/// Shared by all threads. What it lays on the paper it multiplies into it, as light, shade and ink are.
protocol Treatment: Sendable {
    /// Changes a page's worth of paper.
    /// - Parameter copyist: writes other texts of the recipe.
    func treat(_ page: inout Bitmap, _ sheet: Sheet, _ copyist: Copyist, _ chooser: inout Chooser) throws
}

extension SheetStage where Self: Treatment {
    func makeTreatment(_ ingredients: inout Ingredients) -> any Treatment { self }
}

/// The stages that change paper.
enum SheetStages: ConfigFamily {
    static let title = "sheet"
    static let modifier = ConfigModifier.probability
    static var members: [FamilyMember<any SheetStage>] {
        [
            of(Light.self), of(Yellowing.self), of(Picture.self), of(Folds.self), of(Creases.self), of(Crumple.self),
            of(Stains.self), of(Rings.self),
            of(Dirt.self), of(Rules.self), of(Grid.self), of(TableRules.self), of(FormField.self), of(ShowThrough.self),
            of(Neighbours.self),
            of(Edges.self),
        ]
    }

    static func record(_ stage: any SheetStage) -> any ConfigMember { stage }

    private static func of<Record: SheetStage>(_ type: Record.Type) -> FamilyMember<any SheetStage> {
        FamilyMember(type) { $0 }
    }
}

/// Writes other texts of the recipe as the sample's own is written: by the same hand, in the same face and size.
struct Copyist {
    /// The text's ink.
    let ink: DrawnInk
    /// Another text; nil where the hand can't put it down.
    ///
    /// The same number gives the same text.
    let text: (_ number: Int) throws -> CopiedText?
}

/// A text that is not the sample's own.
struct CopiedText {
    /// The box of its ink, px of the text; its baseline lies at 0.
    let extent: Rect
    /// Adds its ink to a mask of the page's size, moved by a map from the text to the text; what lies outside is cut off.
    let stamp: (_ mask: inout Bitmap, _ moved: Projection) -> Void
}

/// How much light ink of a colour swallows in each channel.
/// - Parameter strength: the share of its colour that it has, 0...1.
func absorption(of color: Color, strength: Double, channels: Int) -> [Double] {
    color.values(channels: channels).map { (1 - $0) * strength }
}

extension Color {
    static let black = Color(red: 0, green: 0, blue: 0)

    /// A colour from levels of 0...255.
    init(_ red: Int, _ green: Int, _ blue: Int) {
        self.init(red: Double(red) / 255, green: Double(green) / 255, blue: Double(blue) / 255)
    }
}
