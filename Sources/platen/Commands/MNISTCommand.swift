import ArgumentParser
import Configs
import Foundation
import Handwriting
import Imaging
import Samples
import Synchronization

struct MNISTCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mnist",
        abstract: "Fetch the handwritten digits of MNIST, or look at what is there.",
        subcommands: [MNISTFetchCommand.self, MNISTCheckCommand.self])
}

/// Where the files lie.
struct MNISTArguments: ParsableArguments {
    @Option(
        help: "The files' folder (default: PLATEN_MNIST, else platen/mnist in the user's cache).",
        completion: .directory)
    var dir: String?

    func validate() throws {
        if dir == "" { throw ValidationError("--dir must name a folder.") }
    }

    var path: String { MNISTFolder.path(named: dir, environment: ProcessInfo.processInfo.environment) }
}

struct MNISTFetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Download the four files of MNIST, 12 MB.",
        discussion:
            "A download that was stopped goes on where it stopped. What came is compared with the published SHA-256.")

    @OptionGroup var place: MNISTArguments

    @Option(
        help: ArgumentHelp(
            "A folder on the web that has the files, in place of the usual ones; repeatable.", valueName: "url"),
        transform: URL.init(mirror:))
    var mirror: [URL] = []

    @Flag(name: .shortAndLong, help: "No progress, no summary.")
    var quiet = false

    @Flag(help: "Print the files as JSON.")
    var json = false

    func run() async throws {
        let folder = place.path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw FetchError(
                WriteFailure(error).isOfDisk ? .io : .cannotCreate, "cannot create the folder \(folder)")
        }
        let mirrors = mirror.isEmpty ? try MNISTFolder.mirrors.map(URL.init(mirror:)) : mirror
        let fetches = MNISTFolder.files.map {
            FileFetch(mirrors: mirrors, name: $0.name, folder: folder, byteCount: $0.byteCount, sha256: $0.sha256)
        }
        let missing = try fetches.filter { try !$0.isThere() }
        try await fetch(missing, of: fetches)
        guard !json else {
            let fetched = Set(missing.map(\.name))
            return try Terminal.print(
                json: Report(
                    folder: folder,
                    files: fetches.map {
                        .init(name: $0.name, bytes: $0.byteCount, sha256: $0.sha256, fetched: fetched.contains($0.name))
                    }))
        }
        guard !quiet else { return }
        try Terminal.print(
            missing.isEmpty
                ? "\(folder): all files of MNIST are there, as published"
                : "\(folder): \(missing.count) of \(fetches.count) files fetched, all are there, as published")
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        let folder: String
        let files: [File]

        /// A file that is there now.
        struct File: Encodable {
            let name: String
            let bytes: Int
            let sha256: String
            /// Whether it was fetched now.
            let fetched: Bool
        }
    }

    private func fetch(_ missing: [FileFetch], of all: [FileFetch]) async throws {
        let progress = ProgressLine(unit: "KB", isQuiet: quiet)
        defer { progress.finish() }
        let total = all.reduce(0) { $0 + $1.byteCount }
        let before = Mutex(total - missing.reduce(0) { $0 + $1.byteCount })
        try await interruptible {
            for fetch in missing {
                let start = before.withLock { $0 }
                try await fetch.run { progress.show(done: (start + $0) >> 10, total: total >> 10) }
                before.withLock { $0 += fetch.byteCount }
            }
        }
    }
}

struct MNISTCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read MNIST, or another set like it, and list how many pictures each split has of each class.")

    @OptionGroup var place: MNISTArguments

    @Flag(help: "Print the figures as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Report: Encodable {
        let folder: String
        let pictures: Int
        let width: Int
        let height: Int
        /// By split and class, how many pictures.
        let splits: [String: [String: Int]]
    }

    func run() async throws {
        let path = place.path
        guard FileManager.default.fileExists(atPath: path) else {
            throw HandwritingError(.missingInput, "\(path): there is no such folder: 'platen mnist fetch' fills it")
        }
        let collection = try CharacterCollection.read(path)
        Terminal.notes(collection.notes)
        let first = collection.picture(0)
        guard !json else {
            let splits = Split.allCases.map { split in
                let counts = collection.alphabet.map { (String($0), collection.indices(of: $0, in: split).count) }
                return (split.rawValue, Dictionary(counts) { first, _ in first })
            }
            return try Terminal.print(
                json: Report(
                    folder: path, pictures: collection.count, width: first.width, height: first.height,
                    splits: Dictionary(splits) { first, _ in first }))
        }
        var lines = ["\(path): \(collection.count.grouped) pictures, the first \(first.width)x\(first.height) px"]
        for split in Split.allCases {
            let counts = collection.alphabet.map { ($0, collection.indices(of: $0, in: split).count) }
            let text = counts.map { "\($0) \($1.grouped)" }.joined(separator: ", ")
            lines.append(summaryLine("\(split)", "\(counts.reduce(0) { $0 + $1.1 }.grouped): \(text)"))
        }
        try Terminal.print(lines.joined(separator: "\n"))
    }
}

extension URL {
    /// A folder on the web.
    fileprivate init(mirror text: String) throws {
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil
        else { throw ValidationError("--mirror must be an http or https address, got '\(text)'.") }
        self = url
    }
}
