import Foundation

/// Checks a finished dataset, or the shards in a folder, against what their manifests say: annotation files by their hashes,
/// images by their sizes, beginnings and ends, or by their hashes as well.
///
/// - Parameters:
///   - path: The dataset's folder, or a file in it, such as one of its annotation files.
///   - byHash: Whether images and arrays are read.
/// - Throws: `DatasetError` with code `.damaged` that names the first file which is not as it was written; `.missing` where
///   there is no finished dataset.
package func checkDataset(in path: String, byHash: Bool) throws {
    var isFolder = ObjCBool(true)
    let isFile = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    let folder = isFile ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
    let root = try Descriptor.folder(folder.withoutTrailingSlashes)
    var found = false
    for shard in Shard.found(among: try root.names()) {
        guard let manifest = try Manifest.read(for: shard, in: root) else { continue }
        found = true
        let losses = try FinishedSet(root: root, plan: manifest.plan.plan(), manifest: manifest).losses(byHash: byHash)
        guard losses.isEmpty else { throw DatasetError(.damaged, "\(root.path): \(losses.text)") }
    }
    guard found else { throw DatasetError(.missing, "\(root.path) holds no finished dataset of Platen's") }
}
