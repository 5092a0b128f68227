import Configs
import Foundation
import Handwriting
import Neural
import Typography

/// Looks at what Platen finds on this machine.
struct Checkup {
    /// The catalogue of fonts; nil to look for one.
    var catalog: String?
    /// Where datasets would be written.
    var folder: String

    private static let plenty = 2e9

    /// Everything, in the order in which a person should care.
    func findings() throws -> [Finding] {
        let families = Set(try FontLibrary.installedFamilies())
        return [fonts(families)] + (try catalogued(families)) + [disk, words, digits, processor]
    }

    private func fonts(_ families: Set<String>) -> Finding {
        guard families.isEmpty else { return Finding("fonts", .fine, "\(families.count.grouped) families") }
        return Finding(
            "fonts", .missing, "none is installed, so only written digits can be drawn",
            remedy: "sudo apt-get install fontconfig-config fonts-liberation fonts-dejavu-core")
    }

    private func catalogued(_ families: Set<String>) throws -> [Finding] {
        guard let path = catalog ?? SharedFile.path(of: "fonts/catalog.yml") else {
            return [
                Finding(
                    "catalogue", .optional, "there is none here, and recipes that name groups of fonts need it",
                    remedy: "name it: --catalog fonts/catalog.yml, from Platen's sources")
            ]
        }
        let catalog = try FontCatalog(path: path)
        let all = catalog.groups.flatMap { catalog.families(inGroup: $0) ?? [] }
        let missing = all.filter { !$0.isInstalled(families) }
        guard !missing.isEmpty else {
            return [Finding("catalogue", .fine, "all \(all.count) families of \(path)")]
        }
        let names = missing.map(\.family).prefix(4).joined(separator: ", ") + (missing.count > 4 ? ", ..." : "")
        let packages = Set(missing.map(\.package)).sorted()
        return [
            Finding(
                "catalogue", .missing, "\(missing.count) of \(all.count) families of \(path) are missing: \(names)",
                remedy: shellLine(["sudo", "apt-get", "install"] + packages))
        ]
    }

    private var disk: Finding {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            return Finding("disk", .missing, "cannot look at \(folder): \(WriteFailure(number: errno).reason)")
        }
        let free = Double(status.f_bavail) * Double(status.f_frsize)
        let text = "\(String(format: "%.1f", free / 1e9)) GB free in \(folder)"
        guard access(folder, W_OK) == 0 else {
            return Finding("disk", .missing, "\(folder) is not open to you", remedy: "choose another --output")
        }
        guard free < Self.plenty else { return Finding("disk", .fine, text) }
        return Finding(
            "disk", .missing, text, remedy: "a dataset of 100,000 small pictures takes about 1 GB: free some space")
    }

    private var words: Finding {
        let path = "/usr/share/dict/words"
        if FileManager.default.isReadableFile(atPath: path) { return Finding("words", .fine, path) }
        return Finding(
            "words", .optional, "there is no \(path), which configs/words.yml draws from",
            remedy: "sudo apt-get install wamerican")
    }

    private var digits: Finding {
        let folder = MNISTFolder.path(environment: ProcessInfo.processInfo.environment)
        let missing = MNISTFolder.files.filter { !FileManager.default.fileExists(atPath: folder + "/" + $0.name) }
        if missing.isEmpty { return Finding("MNIST", .fine, "all files are in \(folder)") }
        return Finding(
            "MNIST", .optional, "\(missing.count) of \(MNISTFolder.files.count) files are not in \(folder)",
            remedy: "platen mnist fetch (12 MB); digits written by strokes need no files")
    }

    private var processor: Finding {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let there = ProcessorFeature.allCases.filter(\.isThere).map(\.rawValue)
        let text =
            "\(cores) \(cores == 1 ? "core" : "cores"), \(there.isEmpty ? "no AVX2" : there.joined(separator: ", "))"
        guard !ProcessorFeature.bfloat16.isThere else { return Finding("processor", .fine, text) }
        return Finding(
            "processor", .optional, text + "; no bf16 of its own",
            remedy: "trainings in f32 need nothing else; bf16 is about twice as fast where there is AVX-512 BF16 or AMX"
        )
    }
}
