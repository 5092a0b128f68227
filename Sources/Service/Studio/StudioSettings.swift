/// Which recipes a studio shows, and to whom.
package struct StudioSettings: Sendable {
    /// Where recipes come from.
    package enum Recipes: Sendable {
        /// One file, which is the user's own: every key of it may be changed, and it can be saved.
        ///
        /// The changes are laid over it at the start.
        case file(String, changes: [String], seed: UInt64?)
        /// All recipes of a folder, for whoever comes: keys that could name a file are not shown, and nothing is saved.
        case folder(String)
    }

    /// Where recipes come from.
    package var recipes: Recipes
    /// What a drawing may take.
    package var limits = StudioLimits()

    /// A studio on recipes.
    package init(_ recipes: Recipes) { self.recipes = recipes }
}

/// What a studio draws at most.
package struct StudioLimits: Sendable, Hashable {
    /// Samples of one request.
    package var samples = 24
    /// The largest page, px.
    package var pixels = 2_000_000
    /// Pixels of all pictures of an answer.
    package var answerPixels = 12_000_000
    /// How long one request may draw, s; the first one of a recipe looks its faces up, too.
    package var seconds = 20.0
    /// Requests that wait while another is drawn.
    package var waiting = 8
    /// The longest body of a request, bytes.
    package var bodyBytes = 200_000
    /// Changes in one request.
    package var edits = 500

    /// The usual limits.
    package init() {}
}
