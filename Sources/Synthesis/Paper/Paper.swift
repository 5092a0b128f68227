import Configs
import Imaging
import Samples

/// A kind of paper that a recipe can ask for: the declaration, as it stands in the recipe.
///
/// A new kind is one file and one line in `Papers`.
protocol Paper: ConfigMember {
    /// Prepares the paper: reads the pictures that it needs, once for all samples.
    func makeGround(_ ingredients: inout Ingredients) throws -> any Ground
}

/// Lays paper under a sample.
///
/// Shared by all threads.
protocol Ground: Sendable {
    /// Whether it is alike all over, so that the mean of a whole sheet tells what ink lies on.
    var isEven: Bool { get }
    /// A page's worth of paper.
    func lay(_ sheet: Sheet, _ chooser: inout Chooser) throws -> Bitmap
}

extension Ground {
    var isEven: Bool { true }
}

extension Paper where Self: Ground {
    func makeGround(_ ingredients: inout Ingredients) -> any Ground { self }
}

/// The kinds of paper.
enum Papers: ConfigFamily {
    static let title = "paper"
    static let modifier = ConfigModifier.weight
    static var members: [FamilyMember<any Paper>] {
        [
            of(PlainPaper.self), of(NoisePaper.self), of(FibrePaper.self), of(TexturePaper.self), of(ThermalPaper.self),
            of(NewsprintPaper.self),
            of(SecurityPaper.self), of(HalftonePaper.self), of(Plastic.self), of(Metal.self), of(Cardboard.self),
            of(Fabric.self),
            of(Chalkboard.self), of(Whiteboard.self), of(Plate.self), of(Sticker.self),
        ]
    }

    static func record(_ paper: any Paper) -> any ConfigMember { paper }

    private static func of<Record: Paper>(_ type: Record.Type) -> FamilyMember<any Paper> {
        FamilyMember(type) { $0 }
    }
}

extension Recipe {
    /// The names of all kinds of paper.
    package static var paperKinds: [String] { Papers.members.map { $0.name } }
}
