import Configuration
import Datasets
import Imaging
import Synthesis
import Typography

extension DatasetPlan {
    /// The plan that a recipe's `output` asks for.
    init(_ recipe: Recipe, source: SyntheticSource, shard: Shard) {
        let samples = recipe.samples
        self.init(
            counts: SplitCounts(train: samples.train, val: samples.val, test: samples.test), seed: recipe.seed,
            shard: shard, image: ImageEncoding(recipe.output), layout: Layout(recipe.output.layout),
            annotations: recipe.output.annotations.compactMap {
                DatasetFormat($0.rawValue).map { AnnotationFormat($0) }
            },
            arrays: recipe.output.arrays.map(ArrayFormat.init), writesMasks: recipe.output.masks,
            recipe: yaml(of: recipe), ingredients: source.ingredientList, versions: shapingVersions)
        mayContinue = recipe.continuable.map { yaml(of: $0) }
    }
}

/// The program and the libraries on whose versions the bytes depend.
let shapingVersions: [ToolVersion] =
    [ToolVersion(name: "platen", version: platenVersion)]
    + (TypeLibraries.versions + ImageLibraries.versions).map { ToolVersion(name: $0.name, version: $0.version) }

extension SyntheticSource {
    fileprivate var ingredientList: [Ingredient] {
        faces.map {
            let note = [$0.setting, $0.licence].compactMap { $0 }.joined(separator: "; ")
            return Ingredient(kind: "font", name: $0.name, path: $0.path, sha256: $0.sha256, note: note)
        }
            + backgrounds.map { Ingredient(kind: "background", name: $0.name, path: $0.path, sha256: $0.sha256) }
            + collections.map {
                Ingredient(
                    kind: "pictures", name: $0.name, path: $0.path, sha256: $0.sha256, note: "\($0.count) pictures")
            }
            + textFiles.map { Ingredient(kind: "text", name: $0.name, path: $0.path, sha256: $0.sha256) }
    }
}

extension ImageEncoding {
    fileprivate init(_ output: OutputRecipe) {
        switch output.format {
        case .png: self = .png
        case .jpeg: self = .jpeg(quality: output.quality.bounds)
        }
    }
}

extension Layout {
    fileprivate init(_ layout: OutputRecipe.Layout) {
        switch layout {
        case .flat: self = .flat
        case .fanned: self = .fanned
        case .label: self = .label
        case .flatLabel: self = .flatLabel
        case .mjsynth: self = .mjsynth
        case .icdar: self = .icdar
        }
    }
}

extension ArrayFormat {
    fileprivate init(_ arrays: OutputRecipe.Arrays) {
        switch arrays {
        case .npz: self = .npz
        case .hdf5: self = .hdf5
        }
    }
}
