import Datasets
import Learning
import Recognition

/// Opens data, and tells what there is to tell of it.
enum DataOpening {
    typealias Opened = OpenedData

    /// Opens a source.
    static func open(_ config: DataSourceConfig, for use: OpenedData.Use) throws -> OpenedData {
        let opened = try OpenedData(config, for: use)
        Terminal.notes(opened.notes)
        for problem in opened.problems.first.prefix(5) { Terminal.warning("\(problem)") }
        if opened.problems.count > 0 {
            Terminal.warning("\(opened.source.name): \(opened.problems.count.grouped) broken lines were left out")
        }
        return opened
    }
}
