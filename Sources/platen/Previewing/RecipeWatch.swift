import Foundation
import Imaging
import Production

/// Draws a preview again whenever its recipe, or a file that the recipe names, changes.
struct RecipeWatch: Sendable {
    private let job: PreviewJob

    /// How often files are looked at.
    private static let interval = Duration.milliseconds(250)
    /// How long an editor may take to write a file.
    private static let settling = Duration.milliseconds(60)

    init(_ job: PreviewJob) { self.job = job }

    /// Draws and waits, until it is cancelled; errors are told, and do not end it.
    ///
    /// - Throws: `CancellationError`.
    func run() async throws {
        var paths = job.recipes.map(\.path)
        while true {
            // Looked at before drawing: what changes meanwhile is drawn next.
            paths = named() ?? paths
            let seen = Fingerprint(paths)
            try show()
            repeat { try await Task.sleep(for: Self.interval) } while Fingerprint(named() ?? paths) == seen
            try await Task.sleep(for: Self.settling)
        }
    }

    /// Everything that the recipes name; nil where one of them can't be read now.
    private func named() -> [String]? { try? job.recipes.flatMap { try $0.paths() } }

    private func show() throws {
        let start = ContinuousClock.now
        // The last picture makes room for the next.
        if job.terminal != nil, isatty(STDOUT_FILENO) == 1 { try Terminal.print(bytes: "\u{1B}[H\u{1B}[2J".utf8) }
        do {
            try job.draw()
            let seconds = String(format: "%.2f", (ContinuousClock.now - start) / .seconds(1))
            Terminal.note("\(job.output ?? job.recipe.path) drawn in \(seconds) s; waiting for changes, Ctrl-C ends")
        } catch let error as CancellationError {
            throw error
        } catch {
            Terminal.errors(error)
        }
    }
}

/// What tells that files have changed: their times and sizes, and those of the files in folders.
struct Fingerprint: Equatable {
    private var marks: [String: Mark] = [:]

    private struct Mark: Equatable {
        var time: Date?
        var size: UInt64?
        /// Another file may have the name by now.
        var number: UInt64?
    }

    /// How many files of a folder are looked at.
    private static let most = 4096

    /// Looks at files and folders; those that are not there have a mark of their own.
    init(_ paths: [String]) {
        for path in paths {
            add(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                continue
            }
            let names = (try? FileTree.files(below: path)) ?? []
            for name in names.prefix(Self.most) { add(path + "/" + name) }
        }
    }

    private mutating func add(_ path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        marks[path] = Mark(
            time: attributes?[.modificationDate] as? Date, size: (attributes?[.size] as? NSNumber)?.uint64Value,
            number: (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value)
    }
}
