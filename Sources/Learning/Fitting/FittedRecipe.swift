package import Configs
package import Imaging
package import Production
import Tuning

/// What came of fitting a recipe to pictures.
package struct FittedRecipe: Sendable {
    /// The recipe's name.
    package let name: String
    /// The recipe with what was changed.
    package let editor: ConfigEditor<DatasetRecipe>
    /// What was changed, what matters most first.
    package let changes: [Change]
    /// The recipe as it was, and as it is, beside pictures that were kept to judge both.
    package let before, after: Side
    /// Some of the pictures that were kept.
    package let real: [Bitmap]
    /// How many pictures it was fitted to, and how many were kept.
    package let fittedCount, heldCount: Int
    /// How many samples stood beside them.
    package let drawnCount: Int
    /// How many trials were made.
    package let trials: Int
    /// What is wrong with pictures that were left out.
    package let complaints: [String]

    /// One recipe beside the real pictures.
    package struct Side: Sendable {
        /// How alike its samples are to them.
        package let likeness: Likeness
        /// Some of its samples.
        package let pictures: [Bitmap]
    }

    /// A key that was given another value.
    package struct Change: Sendable {
        /// The key's path.
        package let path: String
        /// Its values, in YAML's flow style.
        package let old, new: String
        /// By how much the cost is lower for it.
        package let gain: Double
        /// What became more like the real pictures, most of all; nil where that is not known.
        package let helped: Helped?

        /// Something that overlaps more with the real pictures than it would without a change.
        package struct Helped: Sendable {
            /// What it is.
            package let name: String
            /// What both have in common without the change, and with it, 0...1.
            package let before, after: Double
        }

        init(_ key: FittedKey, _ values: [String: TrialValue], gain: Double, helped: Helped?) {
            (path, old, new) = (key.path, key.original, key.text(values))
            (self.gain, self.helped) = (gain, helped)
        }
    }

    /// Whether the pictures that were kept confirm that it is better.
    package var isConfirmed: Bool { after.likeness.cost < before.likeness.cost }
}
