/// Checks a finished dataset, or the shards in a folder, against what their manifests say: annotation files by their hashes,
/// images by their sizes, beginnings and ends, or by their hashes as well.
///
/// - Parameter byHash: Whether images and arrays are read.
/// - Throws: `DatasetError` with code `.damaged` that names the first file which is not as it was written; `.missing` where
///   there is no finished dataset.
package func checkDataset(in directory: String, byHash: Bool) throws {
    let root = try Descriptor.folder(directory.withoutTrailingSlashes)
    var found = false
    for shard in Shard.found(among: try root.names()) {
        guard let manifest = try Manifest.read(for: shard, in: root) else { continue }
        found = true
        let losses = try FinishedSet(root: root, plan: manifest.plan.plan(), manifest: manifest).losses(byHash: byHash)
        guard losses.isEmpty else { throw DatasetError(.damaged, "\(root.path): \(losses.text)") }
    }
    guard found else { throw DatasetError(.missing, "\(root.path) holds no finished dataset of Platen's") }
}
