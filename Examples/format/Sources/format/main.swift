// An annotation format of one's own: a line for each picture with its label and the middles of its characters, as shares of the
// picture. Once added, recipes name it, resumed runs and shards write it, and labels that it can't hold are refused.
//
//     swift run format RECIPE.yml FOLDER [key.path=value ...]
import Datasets
import Foundation
import Imaging
import Production
import Samples
import Synthesis

struct Centres: AnnotationLines {
    let name = "centres"
    let fileExtension = "tsv"

    // train/7.png<tab>42<tab>4:0.312,0.5 2:0.671,0.512
    func line(for picture: AnnotatedPicture) -> String {
        let middles = picture.characters.map { character in
            let box = character.quad.bounds
            let x = (box.left + box.right) / 2 / Double(picture.width)
            let y = (box.top + box.bottom) / 2 / Double(picture.height)
            return "\(character.text):\(thousandths(x)),\(thousandths(y))"
        }
        return [picture.path, picture.label, middles.joined(separator: " ")].joined(separator: "\t")
    }

    func reasonItCannotHold(_ label: String) -> String? {
        label.contains("\t") ? "tabs part the columns" : nil
    }

    private func thousandths(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }
}

try DatasetFormat.add(Centres())

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    print("usage: format RECIPE.yml FOLDER [key.path=value ...]")
    exit(64)
}
let changes = ["output.annotations=[simple, centres]"] + arguments.dropFirst(2)
let recipe = try RecipeFile(path: arguments[0], overrides: changes).loadWithOutput()
let source = try SyntheticSource(recipe.recipe)
let plan = DatasetPlan(recipe, source: source, program: ToolVersion(name: "centres", version: "1"))
let summary = try await DatasetWriter(plan: plan, directory: arguments[1], existing: .overwrite)
    .write(from: source, jobs: 2, progress: { _ in })
print("\(arguments[1]): \(summary.counts.total) samples; centres_train.tsv says where their characters are")
