import Configs
import Samples
import Typography

/// The faces of a recipe, found once and shared by all threads.
struct FontBook: Sendable {
    /// All faces, each once, in the recipe's order.
    let faces: [FontFace]
    /// Files that are no usable fonts, and why.
    let skipped: [FontLibrary.Resolution.Skipped]
    /// What a person should know of the choice of faces.
    let notes: [String]
    /// Which case letters must be drawn in.
    let letterCase: ShapingFeatures.LetterCase
    private let train: Drawer
    private let evaluation: Drawer

    /// Numbers of faces and how often each is drawn.
    private struct Drawer: Sendable {
        var faces: [Int] = []
        var weights: [Double] = []
    }

    init(_ recipe: FontsRecipe) throws {
        let catalog = try recipe.catalog.map { try FontCatalog(path: $0.path) }
        let files = FontFiles()
        let installed = recipe.faces.contains { $0.group != nil } ? Set(try files.families) : []
        var notes: [String] = []
        var slips = RecipeSlips()
        let queries = recipe.faces.enumerated().map { number, entry in
            slips.attempt {
                try entry.queries(catalog, files, installed: installed, at: "fonts.faces[\(number)]", &notes)
            } ?? []
        }
        let resolution = slips.attempt { try Self.resolve(queries, in: files) }
        try slips.check()
        guard let resolution else { throw SynthesisError(.missingInput, at: "fonts.faces", "no face can be opened") }
        skipped = resolution.skipped

        var faces: [FontFace] = []
        var weights: [Double] = []
        var heldOut: [Bool] = []
        // Folders without a face.
        var bare: [String] = []
        var next = 0
        for (number, (entry, asked)) in zip(recipe.faces, queries).enumerated() {
            let found = resolution.faces[next..<next + asked.count].flatMap { $0 }
            if let note = entry.note(on: found) { notes.append("fonts.faces[\(number)]: \(note)") }
            if found.isEmpty, let folder = entry.folder { bare.append(folder.path) }
            next += asked.count
            for face in found {
                // An entry's weight is shared by its faces; a face that several entries name has their sum.
                let weight = entry.weight / Double(found.count)
                if let known = faces.firstIndex(of: face) {
                    weights[known] += weight
                    heldOut[known] = heldOut[known] || entry.holdout
                } else {
                    faces.append(face)
                    weights.append(weight)
                    heldOut.append(entry.holdout)
                }
            }
        }
        self.faces = faces
        letterCase = recipe.letterCase == .exact ? .exact : .folded
        // A copy of a face that is held out would show train the same outlines, and its bold nearly the same.
        let kin = Self.kin(of: faces)
        let secret = Set(faces.indices.filter { heldOut[$0] }.map { kin[$0] })
        if recipe.holdout > 0, Set(kin).count == 1 {
            notes.append(
                "fonts.holdout: there is one family, '\(faces.first?.family ?? "")', so nothing is held out: val and test "
                    + "are set in what train sees")
        }
        self.notes = notes
        let shelf = Shelf(Array(faces.indices), holdout: recipe.holdout) { kin[$0] }
        let common = shelf.items(for: .train).filter { !secret.contains(kin[$0]) && weights[$0] > 0 }
        let kept = faces.indices.filter { !common.contains($0) && weights[$0] > 0 }
        train = Drawer(faces: common, weights: common.map { weights[$0] })
        evaluation = kept.isEmpty ? train : Drawer(faces: kept, weights: kept.map { weights[$0] })
        guard !common.isEmpty else {
            let why =
                skipped.isEmpty ? "" : " Skipped: " + skipped.map { "\($0.path): \($0.reason)" }.joined(separator: "; ")
            let what =
                switch (faces.isEmpty, bare.first) {
                case (true, let folder?): "the folder \(folder) holds no font that can be used; name"
                case (true, nil): "no font that is named can be used; name"
                case (false, _): "every face is held out or has the weight 0, and none is left to train on; name"
                }
            throw SynthesisError(
                .missingInput, at: "fonts.faces",
                what + " an installed family or a font file that is not held out." + why)
        }
    }

    /// For each face what it shares with its kin alone: styles of one family, and copies under other names.
    private static func kin(of faces: [FontFace]) -> [String] {
        var kin = faces.map(\.contents)
        while true {
            var least: [String: String] = [:]
            for (face, own) in zip(faces, kin) {
                for name in ["family " + face.family, "contents " + face.contents] {
                    least[name] = min(least[name] ?? own, own)
                }
            }
            let next = faces.map { face in
                min(least["family " + face.family] ?? "", least["contents " + face.contents] ?? "")
            }
            if next == kin { return kin }
            kin = next
        }
    }

    /// Finds the faces of all entries in one go; what can't be found is put down to its entry.
    private static func resolve(_ queries: [[FontQuery]], in files: FontFiles) throws -> FontLibrary.Resolution {
        do {
            return try FontLibrary.resolve(queries.flatMap { $0 }, in: files)
        } catch let error as TypographyError where error.code == .fontNotFound {
            var slips = RecipeSlips()
            for (number, entry) in queries.enumerated() {
                _ = slips.attempt {
                    do { _ = try FontLibrary.resolve(entry, in: files) } catch let error as TypographyError {
                        throw SynthesisError(.missingInput, at: "fonts.faces[\(number)]", error.message)
                    }
                }
            }
            try slips.check()
            throw error
        }
    }

    /// The face of one try, as its number in `faces`.
    func draw(_ chooser: inout Chooser) -> Int {
        let drawer = chooser.key.split == .train ? train : evaluation
        func name(_ number: Int) -> String { faces[drawer.faces[number]].name }
        let number = chooser.index("fonts.face", weights: drawer.weights, notedAs: "font", name)
        // The one face is not drawn, but every sample tells its font.
        if drawer.faces.count == 1 { chooser.note("font", name(number)) }
        return drawer.faces[number]
    }

    /// Another face for a split, as its number in `faces`.
    func draw(for split: Split, using generator: inout KeyedGenerator) -> Int {
        let drawer = split == .train ? train : evaluation
        return drawer.faces[drawIndex(weights: drawer.weights, using: &generator)]
    }

    /// The faces that a split may be set in.
    func faces(for split: Split) -> [FontFace] {
        (split == .train ? train : evaluation).faces.map { faces[$0] }
    }
}

extension FontFace {
    /// The same for two copies of a face, whatever their files are called.
    fileprivate var contents: String { sha256 + "\(index)" }
}

extension FaceRecipe {
    /// What the entry asks the font library for.
    /// - Parameters:
    ///   - installed: the families that there are in `files`.
    ///   - notes: gets what is left out of a group.
    fileprivate func queries(
        _ catalog: FontCatalog?, _ files: FontFiles, installed: Set<String>, at keyPath: String, _ notes: inout [String]
    ) throws -> [FontQuery] {
        if let file { return [.file(file.path, wish)] }
        if let folder { return [.folder(folder.path, wish)] }
        if let family { return [FontQuery(.family(family), wish)] }
        let group = group ?? ""
        guard let catalog else {
            throw SynthesisError(
                .recipe, at: keyPath, "the group '\(group)' needs 'fonts.catalog', the path of fonts/catalog.yml")
        }
        guard let families = catalog.families(inGroup: group) else {
            throw SynthesisError(
                .recipe, at: keyPath,
                "the catalog has no group '\(group)'; it has \(catalog.groups.joined(separator: ", "))")
        }
        if let missing = families.first(where: { !$0.isInstalled(installed) }) {
            throw SynthesisError(
                .missingInput, at: keyPath,
                "the family '\(missing.family)' of the group '\(group)' is not installed; install the Debian "
                    + "package \(missing.package), or all of them with scripts/setup")
        }
        guard !wish.isEmpty else { return families.map { FontQuery($0.place) } }
        // Not every family is drawn in every style: those that lack it are left out.
        let found = families.filter { (try? FontLibrary.resolve([FontQuery($0.place, wish)], in: files)) != nil }
        guard !found.isEmpty else {
            throw SynthesisError(
                .missingInput, at: keyPath, "no family of the group '\(group)' has a face of this style")
        }
        if found.count < families.count {
            let others = families.filter { !found.contains($0) }.map(\.family).joined(separator: ", ")
            notes.append(
                "\(keyPath): \(families.count - found.count) of the \(families.count) families of '\(group)' have no "
                    + "such face and are left out: \(others)")
        }
        return found.map { FontQuery($0.place, wish) }
    }

    /// What faces give where that isn't quite what the entry asks for.
    fileprivate func note(on faces: [FontFace]) -> String? {
        var words: [String] = []
        if let boldness {
            let near = faces.filter { $0.weight != boldness }.map { "\($0.name) (\($0.weight))" }
            if !near.isEmpty { words.append("the nearest to boldness \(boldness): \(near.joined(separator: ", "))") }
        }
        if let width {
            let near = faces.filter { abs($0.width - width) > 1 }.map { "\($0.name) (\(Int($0.width.rounded())))" }
            if !near.isEmpty { words.append("the nearest to width \(width): \(near.joined(separator: ", "))") }
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}
