import Foundation

/// Open MPI's library, loaded when it is needed: Platen is built and runs without it.
///
/// Functions and handles are those of `mpi.h` of Open MPI 3 to 5, whose libraries are all called `libmpi.so.40`.
struct MPILibrary {
    typealias Handle = UnsafeMutableRawPointer
    typealias InitThread = @convention(c) (Handle?, Handle?, Int32, UnsafeMutablePointer<Int32>) -> Int32
    typealias Ask = @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Int32
    typealias AllReduce = @convention(c) (Handle?, Handle, Int32, Handle, Handle, Handle) -> Int32
    typealias Broadcast = @convention(c) (Handle, Int32, Handle, Int32, Handle) -> Int32
    typealias Barrier = @convention(c) (Handle) -> Int32
    typealias Abort = @convention(c) (Handle, Int32) -> Int32
    typealias Finalize = @convention(c) () -> Int32

    static let name = "libmpi.so.40"
    /// `MPI_THREAD_SERIALIZED`: one thread at a time calls.
    static let serialized: Int32 = 2
    /// `MPI_IN_PLACE`.
    static var inPlace: Handle? { Handle(bitPattern: 1) }

    let initThread: InitThread
    let rank, size: Ask
    let allReduce: AllReduce
    let broadcast: Broadcast
    let barrier: Barrier
    let abort: Abort
    let finalize: Finalize
    /// `MPI_COMM_WORLD`, `MPI_FLOAT`, `MPI_DOUBLE`, `MPI_BYTE` and `MPI_SUM`.
    let world, float, double, byte, sum: Handle

    /// Loads the library.
    ///
    /// - Throws: `ParallelError`, where it is not there, or is not Open MPI's.
    init(_ name: String = MPILibrary.name) throws(ParallelError) {
        // Its own plug-ins look for its names among those of the program.
        guard let library = dlopen(name, RTLD_NOW | RTLD_GLOBAL) else {
            throw ParallelError(
                .missing,
                "mpirun has started this process, and \(name), Open MPI's library, can't be loaded "
                    + "(\(dlerror().map { String(cString: $0) } ?? "no reason given")): install it (Debian: openmpi-bin), or "
                    + "start without mpirun")
        }
        func symbol(_ symbol: String) throws(ParallelError) -> Handle {
            if let found = dlsym(library, symbol) { return found }
            throw ParallelError(
                .missing,
                "\(name) is not Open MPI's library: it has no \(symbol). Install Open MPI (Debian: openmpi-bin)")
        }
        initThread = unsafeBitCast(try symbol("MPI_Init_thread"), to: InitThread.self)
        rank = unsafeBitCast(try symbol("MPI_Comm_rank"), to: Ask.self)
        size = unsafeBitCast(try symbol("MPI_Comm_size"), to: Ask.self)
        allReduce = unsafeBitCast(try symbol("MPI_Allreduce"), to: AllReduce.self)
        broadcast = unsafeBitCast(try symbol("MPI_Bcast"), to: Broadcast.self)
        barrier = unsafeBitCast(try symbol("MPI_Barrier"), to: Barrier.self)
        abort = unsafeBitCast(try symbol("MPI_Abort"), to: Abort.self)
        finalize = unsafeBitCast(try symbol("MPI_Finalize"), to: Finalize.self)
        world = try symbol("ompi_mpi_comm_world")
        float = try symbol("ompi_mpi_float")
        double = try symbol("ompi_mpi_double")
        byte = try symbol("ompi_mpi_byte")
        sum = try symbol("ompi_mpi_op_sum")
    }
}
