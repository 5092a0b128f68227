import Configs
public import Datasets
import Imaging
import Samples
public import Synthesis
import Typography

extension DatasetPlan {
    /// The plan that a recipe asks for.
    ///
    /// - Parameters:
    ///   - all: the recipe, and how its dataset is written.
    ///   - source: of the recipe's samples: it tells what they are drawn from.
    ///   - shard: which part of the dataset is written.
    ///   - program: the program that writes the dataset, and its version.
    public init(_ all: DatasetRecipe, source: SyntheticSource, shard: Shard = Shard(), program: ToolVersion) {
        let (recipe, output) = (all.recipe, all.output)
        self.init(
            counts: SplitCounts(train: recipe.samples.train, val: recipe.samples.val, test: recipe.samples.test),
            seed: recipe.seed, shard: shard, image: output.encoding, layout: output.layout,
            annotations: output.annotations.map { AnnotationFormat($0) }, arrays: output.arrays,
            packsArrays: output.packed, writesMasks: output.masks, recipe: yaml(of: all),
            ingredients: source.ingredientList,
            versions: [program] + Self.libraries)
        packSize = output.packSize
        packBytes = output.packBytes
        mayContinue = recipe.continuable.map { before in
            var whole = all
            whole.recipe = before
            return yaml(of: whole)
        }
    }

    /// The libraries on whose versions the bytes depend.
    private static var libraries: [ToolVersion] {
        (TypeLibraries.versions + ImageLibraries.versions).map { ToolVersion(name: $0.name, version: $0.version) }
    }
}

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
