package import Configs

extension ConfigDocument {
    /// What is wrong with the families that a recipe names, wherever it names them: for recipes that can't be read as a whole.
    package var faceProblems: [ConfigError] {
        var seen = Set<String>()
        return readableItems(under: ["fonts", "faces"], as: FaceRecipe.self).compactMap { keyPath, face in
            guard let family = face.family, seen.insert(family).inserted else { return nil }
            var fonts = FontsRecipe()
            fonts.faces = [face]
            do {
                _ = try FontBook(fonts)
                return nil
            } catch {
                let problem = error as? SynthesisError
                return ConfigError(
                    code: problem?.code == .recipe ? .value : .missing, place: place(of: keyPath), keyPath: keyPath,
                    message: problem?.message ?? "\(error)")
            }
        }
    }
}
