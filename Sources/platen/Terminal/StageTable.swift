import Configs
import Synthesis

/// All that is registered, as a table in Markdown.
struct StageTable {
    private let stages: [RegisteredStage]

    init(_ stages: [RegisteredStage]) { self.stages = stages }

    /// A head, a rule, and a line for each stage; no bar stands within a cell.
    var text: String {
        let rows = stages.map { stage in
            let key = stage.outline.mainKey
            return [
                "`\(stage.path)`", key.map { "`\($0.name)`" } ?? "", key?.standard.map { "`\($0)`" } ?? "",
                "`\(stage.sweep)`", stage.outline.summary,
            ]
        }
        let lines =
            [["Stage", "Main key", "Default", "Sweep", "What it does"], Array(repeating: "---", count: 5)] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }
}
