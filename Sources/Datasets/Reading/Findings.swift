/// What is met while a dataset is opened: what is broken, and what a person should know.
struct Findings {
    let policy: ProblemPolicy
    /// The words that labels of MJSynth are; nil where they are as they are drawn.
    let lexicon: StoredLexicon?
    /// Whether blanks at a label's ends stay, as they do where a dataset is copied.
    var keepsBlanks = false
    /// Whether boxes and masks are wanted, where the format has them.
    var readsBoxes = false
    /// Whether there are samples that are cut out of their pictures.
    var cutsPictures = false
    /// Whether it is wanted what was drawn for samples, or what else their tables say.
    var readsChoices = false
    private(set) var problems = DatasetProblems()
    private var others: [String] = []
    /// Labels with blanks at their ends: by file, how many, and where the first is.
    private var blanks: [(file: String, count: Int, first: String)] = []

    init(policy: ProblemPolicy, lexicon: StoredLexicon?) {
        self.policy = policy
        self.lexicon = lexicon
    }

    /// Throws a problem or adds it to the list.
    mutating func meet(_ what: String, at place: String) throws { try policy.meet(what, at: place, in: &problems) }

    /// Throws what is wrong with a whole file, or adds it to the list.
    mutating func meet(_ what: String, ofFile path: String) throws {
        try policy.meet(what, at: path, isOfFile: true, in: &problems)
    }

    /// Notes that there should be samples which are nowhere.
    mutating func noteMissing(_ count: Int) { problems.missingSamples += max(0, count) }

    /// Adds a note.
    mutating func note(_ text: String) { others.append(text) }

    /// Notes that a label had blanks at an end.
    mutating func noteBlanks(at place: @autoclosure () -> String, in file: String) {
        if blanks.last?.file == file {
            blanks[blanks.count - 1].count += 1
        } else {
            blanks.append((file, 1, place()))
        }
    }

    /// What to tell of the dataset.
    var notes: [String] {
        blanks.map { blank in
            let labels = blank.count == 1 ? "1 label has" : "\(blank.count) labels have"
            return
                "\(blank.first): \(labels) blanks at an end, the first here; they are left out of the labels, since no "
                + "picture shows them: remove them from the file to be rid of this note"
        } + others
    }
}
