import ArgumentParser

/// What a folder of one's own can start like: a recipe that comes with Platen, and a training on it.
///
/// Both are the files of `configs/`, embedded in the program by way of links in `Templates`.
enum Starter: String, CaseIterable, ExpressibleByArgument {
    case receipts, meter, dates, captcha, plates, forms

    /// What is on the pictures, in a few words.
    var summary: String {
        switch self {
        case .receipts: "dates and amounts on till receipts"
        case .meter: "readings of meters, on wheels behind windows"
        case .dates: "printed dates in many patterns and five languages"
        case .captcha: "CAPTCHA strings that touch each other, with strokes through them"
        case .plates: "number plates of several countries"
        case .forms: "numbers and dates by hand in the boxes of a form"
        }
    }

    /// The recipe, YAML, for a folder that has the catalogue in `fonts`.
    ///
    /// - Parameter name: what the dataset is called; nil leaves the name that the recipe has.
    func recipe(named name: String?) -> String {
        Self.named(name, Self.text(recipeBytes)).replacing("../fonts", with: "fonts")
    }

    /// Other recipes that the training draws from, by their names, YAML, as `recipe(named:)` gives them.
    var companions: [(name: String, text: String)] {
        switch self {
        case .receipts:
            let world = Self.text(PackageResources.receipts_world_yml)
            return [("receipts-world.yml", world.replacing("../fonts", with: "fonts"))]
        case .meter, .dates, .captcha, .plates, .forms: return []
        }
    }

    /// The config of a training on `recipe.yml` beside it, and on the companions where there are some.
    func training(named name: String?) -> String {
        Self.named(name.map { "train-" + $0 }, Self.text(trainingBytes))
            .replacing("recipe: \(rawValue).yml", with: "recipe: recipe.yml")
    }

    /// The catalogue of fonts, which says what the groups in a recipe are.
    static var catalog: String { text(PackageResources.catalog_yml) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The same config under another name.
    private static func named(_ name: String?, _ yaml: String) -> String {
        guard let name else { return yaml }
        return yaml.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("name: ") ? "name: \"\(name)\"" : String($0) }.joined(separator: "\n")
    }

    private var recipeBytes: [UInt8] {
        switch self {
        case .receipts: PackageResources.receipts_yml
        case .meter: PackageResources.meter_yml
        case .dates: PackageResources.dates_yml
        case .captcha: PackageResources.captcha_yml
        case .plates: PackageResources.plates_yml
        case .forms: PackageResources.forms_yml
        }
    }

    private var trainingBytes: [UInt8] {
        switch self {
        case .receipts: PackageResources.train_receipts_yml
        case .meter: PackageResources.train_meter_yml
        case .dates: PackageResources.train_dates_printed_yml
        case .captcha: PackageResources.train_captcha_yml
        case .plates: PackageResources.train_plates_yml
        case .forms: PackageResources.train_forms_yml
        }
    }
}
