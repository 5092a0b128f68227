import Configs
import Handwriting
import Imaging
import Samples
import Typography

/// A way of putting a text down: set in type, or written by hand.
///
/// A new hand is one file and one line in `Hands`.
protocol Hand: ConfigMember {
    /// Prepares it: reads what it writes with.
    func makeScribe(_ supplies: HandSupplies) throws -> any Scribe

    /// What a person should know of it, each by the key that it is about.
    var notes: [(key: String, text: String)] { get }
}

extension Hand {
    var notes: [(key: String, text: String)] { [] }
}

/// What a hand may need of the recipe.
struct HandSupplies {
    /// The faces; found when they are asked for.
    let fonts: () throws -> FontBook
    /// Pictures of characters; read when they are asked for.
    let pictures: (_ folder: String, CollectionOptions) throws -> CharacterCollection
    let fontsRecipe: FontsRecipe
    let type: TypeRecipe
    /// Every character that may have to be put down; empty where that is not known.
    let alphabet: [Character]
    /// The splits that the recipe asks for.
    let splits: [Split]
    /// The seed of the recipe.
    let seed: UInt64
}

/// A hand made ready, shared by all threads.
protocol Scribe: Sendable {
    /// The faces that it sets in; none where it writes.
    var fonts: FontBook? { get }
    /// The pictures that it puts texts together from; none where it uses none.
    var pictures: CharacterCollection? { get }

    /// Puts lines of text down, each along a straight baseline.
    /// - Parameter lines: the lines; not one of them holds a line break.
    func letter(_ lines: [String], _ typesetter: Typesetter, _ chooser: inout Chooser) throws -> Result<Letters, Flaw>

    /// Whether a line can be put down at all, with whatever face or pictures a split may use.
    func canWrite(_ line: String, in split: Split, _ typesetter: Typesetter) throws -> Bool
}

extension Scribe {
    var fonts: FontBook? { nil }
    var pictures: CharacterCollection? { nil }
}

/// Lines of text as ink.
struct Letters {
    var lines: [Lettering]
    /// What it was put down with, for the list of rejections: a face's or a hand's name.
    var means: String
}

/// Why a try at a sample is thrown away.
struct Flaw: Error {
    let reason: Sample.Rejection.Reason
    /// What the text was put down with.
    let means: String
    /// Whether it was written, not set.
    var isWritten = false
}

/// The ways of putting a text down.
enum Hands: ConfigFamily {
    static let title = "hand"
    static let modifier = ConfigModifier.weight
    static var members: [FamilyMember<any Hand>] {
        [of(TypeHand.self), of(PictureHand.self), of(ProceduralHand.self), of(DisplayHand.self), of(WheelHand.self)]
    }

    static func record(_ hand: any Hand) -> any ConfigMember { hand }

    private static func of<Record: Hand>(_ type: Record.Type) -> FamilyMember<any Hand> {
        FamilyMember(type) { $0 }
    }
}
