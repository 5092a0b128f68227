import Glibc

/// The folder of an unfinished dataset, or of a merge: what may lie in it, and how it is removed.
///
/// It is known for Platen's own by the plan in it. One that Platen did not write is never opened nor emptied, and from
/// one that it did, nothing is removed but what it puts there.
enum WorkFolder {
    /// From what plan the dataset is made: there before anything else that is worth anything, and removed last.
    static let planName = "plan.json"
    /// Says that an older dataset is on its way out: nobody may go on with what is left of it.
    static let clearingName = "clearing"
    /// A file that has no name of its own yet.
    static let temporaryName = "whole.tmp"

    /// A file's name while it grows: all lie in one folder.
    static func partName(_ name: String) -> String { name.replacing("/", with: "+") + ".part" }

    /// The name of a worker's folder.
    static func workerName(_ number: Int) -> String { "worker-\(number)" }

    /// Opens a working folder; nil where there is none.
    ///
    /// - Throws: `DatasetError`: `.exists` where Platen did not write it, `.damaged` where its plan is no plan.
    static func open(_ name: String, in root: Descriptor) throws -> (folder: Descriptor, plan: PlanRecord?)? {
        guard let folder = try root.innerFolder(name, making: false) else { return nil }
        let path = folder.path
        if let bytes = try folder.contents(of: planName) {
            do {
                return (folder, try StoredJSON.decodePlan(from: bytes, path: path + "/" + planName))
            } catch let error as DatasetError {
                throw error.adding("nothing in \(path) was touched: remove it yourself, or choose another folder")
            }
        }
        // Before the plan is kept, a run puts no more than these there.
        let strangers = try folder.names().filter { name in
            switch name {
            case temporaryName: false
            case Journal.name, clearingName: folder.size(of: name) != 0
            default: try !(isWorker(name) && folder.innerFolder(name, making: false)?.names().isEmpty ?? false)
            }
        }
        guard strangers.isEmpty else {
            throw DatasetError(
                .exists,
                "\(path) has \(strangers.prefix(3).joined(separator: ", ")) and no plan of Platen's, so nothing in it is "
                    + "touched: move it away, or choose another folder")
        }
        return (folder, nil)
    }

    /// Opens a working folder, which is made where it is missing.
    static func make(_ name: String, in root: Descriptor) throws -> (folder: Descriptor, plan: PlanRecord?) {
        if let found = try open(name, in: root) { return found }
        guard let folder = try root.innerFolder(name, making: true) else {
            throw DatasetError.system(ENOENT, "create folder", root.path + "/" + name, creating: true)
        }
        return (folder, nil)
    }

    /// Removes what Platen puts into a working folder, the plan and the journal excepted.
    static func clear(_ folder: Descriptor) throws {
        for name in try folder.names() {
            if isWorker(name), let worker = try folder.innerFolder(name, making: false) {
                for file in try worker.names() where isNumber(file[...]) { try worker.remove(file) }
                folder.removeEmptyFolder(name)
            } else if isOurs(name) {
                try folder.remove(name)
            }
        }
    }

    /// Removes what Platen put into a working folder, the plan last, and the folder if nothing else is in it.
    static func remove(_ name: String, in root: Descriptor) throws {
        // What is not ours stays, and does no harm.
        guard case let (folder, _)?? = try? open(name, in: root) else { return }
        try clear(folder)
        try folder.remove(clearingName)
        try folder.remove(Journal.name)
        try folder.remove(planName)
        root.removeEmptyFolder(name)
    }

    private static func isWorker(_ name: String) -> Bool {
        name.hasPrefix("worker-") && isNumber(name.dropFirst("worker-".count))
    }

    private static func isOurs(_ name: String) -> Bool {
        if name == temporaryName || name.hasSuffix(".part") || StagedFiles.isNote(name) { return true }
        // Arrays on their way into an archive, and the archive on its way to its name.
        return name.hasPrefix("arrays-") && name.hasSuffix(".npy")
            || name.hasPrefix("arrays_") && name.contains(".npz.part.")
    }

    static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
