package import Imaging

/// A sample as it was after one stage of its drawing.
package struct SampleStep: Sendable, Equatable {
    /// The stage: its key path in the recipe, or `text`, `ink` or `print`.
    package var name: String
    /// The picture; nil where the sample was not to have this stage.
    package var picture: Bitmap?
    /// What the stage drew.
    package var choices: [Sample.Choice]

    /// A step from its parts.
    package init(name: String, picture: Bitmap?, choices: [Sample.Choice]) {
        self.name = name
        self.picture = picture
        self.choices = choices
    }
}
