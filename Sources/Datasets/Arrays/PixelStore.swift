import Foundation
import Glibc
import Imaging
import Samples
import Synchronization

/// The pixels of the images that a run draws, kept for its arrays, which need not decode the images then.
///
/// They lie in a file without a name, which goes with the process. What is not in it, as it was drawn by an earlier run, is
/// decoded; so is everything where the disk has little room.
final class PixelStore: Sendable {
    private let plan: DatasetPlan
    private let file: Descriptor
    private let state = Mutex(State())

    private struct State {
        /// The size of the images; nil before the first.
        var shape: ImageShape?
        /// The samples whose pixels are there, by their ordinals.
        var kept = IndexSet()
        var isFull = false
    }

    /// The name that the file has for a moment, one of those that a working folder is cleared of.
    private static let name = "arrays-pixels.npy"

    /// - Returns: nil where a plan has no arrays, or images that don't hold the pixels as they were drawn.
    init?(_ plan: DatasetPlan, work: Descriptor) {
        guard !plan.arrays.isEmpty, plan.shard.isWhole, plan.image == .png,
            let file = try? Descriptor.file(Self.name, in: work, flags: O_RDWR | O_CREAT | O_TRUNC),
            (try? work.remove(Self.name)) != nil
        else { return nil }
        self.plan = plan
        self.file = file
    }

    /// Keeps the pixels of an image, which has the size of all others.
    func keep(_ image: Bitmap, at ordinal: Int) {
        let isWanted = state.withLock { state in
            if state.shape == nil {
                state.shape = ImageShape(of: image)
                state.isFull = !hasRoom(for: image.pixels.count)
            }
            return !state.isFull
        }
        guard isWanted else { return }
        let isWritten = image.pixels.withUnsafeBytes {
            pwrite(file.number, $0.baseAddress, $0.count, off_t(ordinal * $0.count)) == $0.count
        }
        state.withLock { state in
            if isWritten {
                state.kept.insert(ordinal)
            } else {
                // What was taken is given back to those who can't do without.
                state.isFull = true
                state.kept = IndexSet()
                _ = ftruncate(file.number, 0)
            }
        }
    }

    /// The image of a sample, where its pixels were kept.
    func image(at ordinal: Int) -> Bitmap? {
        let shape = state.withLock { $0.kept.contains(ordinal) ? $0.shape : nil }
        guard let shape else { return nil }
        let count = shape.width * shape.height * shape.channels
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file.number, buffer.baseAddress, count, off_t(ordinal * count)))
        }
        guard pixels.count == count else { return nil }
        return Bitmap(width: shape.width, height: shape.height, channels: shape.channels, pixels: pixels)
    }

    /// Whether the disk has room for these pixels and for all that is written besides, however badly it packs: the store is
    /// to save time, not to fill the disk.
    private func hasRoom(for pixels: Int) -> Bool {
        var disk = statvfs()
        guard fstatvfs(file.number, &disk) == 0 else { return false }
        let free = Double(disk.f_bavail) * Double(disk.f_frsize)
        // The store, the images, an array and the archive that it goes into, and 4 bytes a pixel in HDF5.
        return free > 10 * Double(pixels) * Double(plan.counts.total)
    }
}
