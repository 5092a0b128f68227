import ArgumentParser
import Configs
import Foundation
import Imaging
import Learning
import Logging
import Recognition
import Service

struct LabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Read a folder's pictures, and let a person correct the doubtful readings on a page.",
        discussion: """
            Writes a table of the readings, the most doubtful first, and opens a page on this machine that asks about one \
            after the other: Enter accepts, typing corrects, Escape skips. Each answer is saved at once; the same command \
            goes on where it was left. After each answer the page says how many of the other readings are to be expected to \
            be right. The table is a dataset that Platen reads. Ctrl-C ends it.
            """)

    @Argument(help: "The folder of pictures.", completion: .directory)
    var folder: String

    @OptionGroup var model: ModelArguments

    @Option(name: .shortAndLong, help: "The table.", completion: .file(extensions: ["tsv"]))
    var output: String

    @Option(name: .shortAndLong, help: "The page's port; 0 takes a free one.")
    var port = 0

    @Flag(help: "Write the table only.")
    var noPage = false

    @Option(help: "Write the table, and print so many pictures that are best labelled next.")
    var next: Int?

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    @Flag(help: "With --no-page or --next: print what is in the table, and what is best labelled next, as JSON.")
    var json = false

    func validate() throws {
        if !(0...65535).contains(port) { throw ValidationError("--port must be 0...65535, got \(port).") }
        if let next, next < 1 { throw ValidationError("--next must be at least 1, got \(next).") }
        if output.isEmpty { throw ValidationError("--output must name a file.") }
        if json, !noPage, next == nil {
            throw ValidationError("--json goes with --no-page or --next: a page is there until Ctrl-C ends it.")
        }
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        let output: String
        let pictures: Int
        /// How many are in each state: read, accepted, corrected, skipped.
        let states: [String: Int]
        /// Those that are best labelled next; nil where none were asked for.
        let next: [String]?
    }

    func run() async throws {
        let file = try LabelFile(path: output)
        let known = try file.rows()
        let rows = try readings(besides: file).joined(with: known)
        try file.save(LabelTable.text(of: LabelQueue.byDoubt(rows).map { rows[$0] }))
        guard !json else {
            return try Terminal.print(
                json: Report(
                    output: output, pictures: rows.count,
                    states: Dictionary(grouping: rows, by: \.state.rawValue).mapValues(\.count),
                    next: next.map { LabelQueue.order(rows).prefix($0).map { rows[$0].path } }))
        }
        if let next {
            for number in LabelQueue.order(rows).prefix(next) { try Terminal.print(rows[number].path) }
            return
        }
        let open = rows.count { $0.state == .read }
        let said = known.isEmpty ? "" : ", \((rows.count - open).grouped) of them looked at before"
        Terminal.note("\(rows.count.grouped) readings are in \(output)\(said)")
        if noPage { return }
        let session = LabelSession(
            rows, folder: URL(fileURLWithPath: file.path).deletingLastPathComponent().path, output: output
        ) { try file.save($0) }
        var logger = Logger(label: "platen.label") { _ in ServiceLogHandler(json: false) }
        logger.logLevel = .warning
        let port = port
        do {
            try await interruptible { [logger] in
                try await runLabelling(session, port: port, logger: logger) { port in
                    Terminal.note("open http://127.0.0.1:\(port)/ in a browser; Ctrl-C ends this, nothing is lost")
                }
            }
        } catch is InterruptionError {
            // That is how it ends: all is saved.
        }
    }

    /// Reads the pictures.
    private func readings(besides file: LabelFile) throws -> [LabelRow] {
        let pictures = try UnlabelledPictures(in: [folder], key: nil)
        Terminal.notes(pictures.notes)
        let reader = try model.reader()
        Interruption.hold()
        defer { Interruption.release() }
        let progress = ProgressLine(unit: "pictures", isQuiet: quiet)
        defer { progress.finish() }
        let base = URL(fileURLWithPath: file.path).deletingLastPathComponent().path + "/"
        var rows: [LabelRow] = []
        var (failures, done) = (0, 0)
        for chunk in Array(pictures.paths.indices).chunks(of: 4 * model.batch) {
            try Interruption.check()
            var (views, paths): ([CompoundReader.Prepared], [String]) = ([], [])
            for number in chunk {
                do {
                    views.append(try reader.views(of: try pictures.picture(number)))
                    paths.append(URL(fileURLWithPath: pictures.paths[number]).standardizedFileURL.path)
                } catch {
                    failures += 1
                    Terminal.warning("\(error)")
                }
            }
            for (path, reading) in zip(paths, try reader.read(views: views)) {
                rows.append(
                    LabelRow(
                        path: path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path, reading: reading.text,
                        probability: max(0, min(1, reading.probability)),
                        characters: reading.characters.map {
                            LabelRow.Character(text: String($0.character), probability: $0.probability)
                        }))
            }
            done += chunk.count
            progress.show(done: done, total: pictures.count)
        }
        guard !rows.isEmpty else {
            throw RecognitionError(.data, "\(folder): none of the \(pictures.count.grouped) pictures can be read")
        }
        if failures > 0 { Terminal.warning("\(failures.grouped) pictures could not be read, and are left out") }
        return rows
    }
}
