import Dispatch
import Foundation

/// Processes that `mpirun` has started, by Open MPI.
///
/// An exchange that fails ends all processes: that is what Open MPI does with errors unless it is told otherwise.
package final class MPIRanks: Ranks {
    package let number: Int
    package let count: Int
    package let countHere: Int
    package private(set) var traffic = Traffic()
    private let library: MPILibrary

    /// The most elements of one call: the library counts in 32 bits.
    private static let stretch = 1 << 28

    /// Joins the others; there is one value of this kind in a process.
    init(_ library: MPILibrary, _ launch: MPILaunch) throws(ParallelError) {
        self.library = library
        var (provided, number, count): (Int32, Int32, Int32) = (0, 0, 0)
        guard library.initThread(nil, nil, MPILibrary.serialized, &provided) == 0,
            library.rank(library.world, &number) == 0, library.size(library.world, &count) == 0
        else { throw ParallelError(.launch, "Open MPI could not be started; see what it says above") }
        (self.number, self.count, countHere) = (Int(number), Int(count), launch.countHere)
        guard launch.count == self.count else {
            _ = library.finalize()
            throw ParallelError(
                .launch,
                "\(MPILaunch.countVariable) is \(launch.count), and Open MPI knows of \(count): start with the mpirun of the "
                    + "Open MPI that \(MPILibrary.name) belongs to")
        }
    }

    package func sum(_ values: UnsafeMutableBufferPointer<Float>) { add(values, library.float) }

    package func sum(_ values: UnsafeMutableBufferPointer<Double>) { add(values, library.double) }

    private func add<Number>(_ values: UnsafeMutableBufferPointer<Number>, _ type: MPILibrary.Handle) {
        guard let base = values.baseAddress else { return }
        measured(values.count * MemoryLayout<Number>.stride) {
            for start in Swift.stride(from: 0, to: values.count, by: Self.stretch) {
                let count = min(Self.stretch, values.count - start)
                require(
                    library.allReduce(
                        MPILibrary.inPlace, base + start, Int32(count), type, library.sum, library.world))
            }
        }
    }

    package func broadcast(_ bytes: [UInt8]) -> [UInt8] { broadcast(bytes, from: 0) }

    package func gather(_ bytes: [UInt8]) -> [[UInt8]] { (0..<count).map { broadcast(bytes, from: $0) } }

    private func broadcast(_ bytes: [UInt8], from root: Int) -> [UInt8] {
        var size = UInt64(bytes.count)
        measured(MemoryLayout<UInt64>.size) { withUnsafeMutableBytes(of: &size) { spread($0, from: root) } }
        var result = root == number ? bytes : [UInt8](repeating: 0, count: Int(size))
        measured(root == number ? result.count : 0) { result.withUnsafeMutableBytes { spread($0, from: root) } }
        return result
    }

    private func spread(_ bytes: UnsafeMutableRawBufferPointer, from root: Int) {
        guard let base = bytes.baseAddress else { return }
        for start in Swift.stride(from: 0, to: bytes.count, by: Self.stretch) {
            let count = min(Self.stretch, bytes.count - start)
            require(library.broadcast(base + start, Int32(count), library.byte, Int32(root), library.world))
        }
    }

    package func finish() {
        require(library.barrier(library.world))
        _ = library.finalize()
    }

    package func abort(_ code: Int32) -> Never {
        _ = library.abort(library.world, code)
        exit(code)
    }

    private func measured(_ bytes: Int, _ exchange: () -> Void) {
        let start = DispatchTime.now().uptimeNanoseconds
        exchange()
        traffic.bytes += bytes
        traffic.seconds += Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9
    }

    private func require(_ status: Int32) {
        if status != 0 { abort(EX_IOERR) }
    }
}
