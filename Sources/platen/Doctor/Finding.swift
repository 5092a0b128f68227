/// What was found of one thing that Platen needs, or can use.
struct Finding: Encodable {
    /// How it is.
    enum State: String, Encodable {
        /// As it should be.
        case fine = "ok"
        /// Not there, and needed for some recipes or trainings only.
        case optional
        /// Not there, or too little.
        case missing
    }

    /// What it is of, one word.
    let topic: String
    let state: State
    /// What was found.
    let text: String
    /// How to get what is missing: a command, or a sentence.
    let remedy: String?

    init(_ topic: String, _ state: State, _ text: String, remedy: String? = nil) {
        self.topic = topic
        self.state = state
        self.text = text
        self.remedy = remedy
    }

    /// Some findings as lines, each remedy below its own.
    static func table(_ findings: [Finding]) -> String {
        let width = findings.map(\.topic.count).max() ?? 0
        return findings.flatMap { finding in
            let head = finding.topic.padding(to: width + 2) + finding.state.rawValue.padding(to: 10)
            let indent = "".padding(to: width + 12)
            return [head + finding.text] + (finding.remedy.map { [indent + $0] } ?? [])
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
