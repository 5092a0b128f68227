import CDNNL
import Synchronization

/// The processor as oneDNN sees it, with a fixed number of threads: it makes primitives and tensors, and runs them.
///
/// An engine and its tensors belong to one thread at a time. Equal inputs give equal bits as long as the number of
/// threads is the same.
package final class Engine {
    /// Threads that an operation is spread over.
    package let threadCount: Int
    /// Whether other threads compete for the processor, as those that draw training samples do.
    ///
    /// Operations whose threads wait for each other in short turns (LSTM, batch norm) run on one thread then: they
    /// would spend most of their time waiting for a thread that is not running.
    package let sharesProcessor: Bool
    let handle: OpaquePointer
    private let stream: OpaquePointer
    /// For what runs beside what the other one runs.
    private let secondStream: OpaquePointer
    private let pool = StoragePool()
    private let setThreads: platen_set_threads?
    private let parallel: platen_parallel?
    private var layouts: [LayoutKey: [Layout]] = [:]
    private var layoutCount = 0
    private var numberCount = 0
    private var primitives: [PrimitiveKey: Primitive] = [:]
    private var scratch: Storage?
    /// Time spent by operation, where asked for.
    package var profile: Profile?

    private struct LayoutKey: Hashable {
        let shape: [Int]
        let elementType: FloatFormat?
        var byteFormat: ByteFormat?
        let byteCount: Int
    }

    /// Primitives kept before the cache is emptied: sizes come and go where widths vary.
    private static let capacity = 2048
    /// Held while oneDNN plans an operation, whichever engine it is for.
    ///
    /// oneDNN before 3.1 plans convolutions with the help of a variable that all threads share: planned beside one in
    /// bf16, a convolution in f32 may compute wrong numbers, and all engines get it from oneDNN's cache from then on.
    private static let planning = Mutex(())

    /// An engine that uses so many threads.
    package init(threadCount: Int, sharesProcessor: Bool = false) throws(NeuralError) {
        guard (1...1024).contains(threadCount) else {
            throw NeuralError(.value, "the number of threads must lie in 1...1024, not \(threadCount)")
        }
        var engine: OpaquePointer?
        var (stream, secondStream): (OpaquePointer?, OpaquePointer?)
        var status = dnnl_engine_create(&engine, dnnl_cpu, 0)
        guard status == dnnl_success, let engine else { throw Engine.failure(status, "start") }
        status = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue)
        guard status == dnnl_success, let stream else {
            dnnl_engine_destroy(engine)
            throw Engine.failure(status, "open a stream")
        }
        status = dnnl_stream_create(&secondStream, engine, dnnl_stream_default_flags.rawValue)
        guard status == dnnl_success, let secondStream else {
            dnnl_stream_destroy(stream)
            dnnl_engine_destroy(engine)
            throw Engine.failure(status, "open a stream")
        }
        self.threadCount = threadCount
        self.sharesProcessor = sharesProcessor
        self.handle = engine
        (self.stream, self.secondStream) = (stream, secondStream)
        self.setThreads = platen_find_set_threads()
        parallel = threadCount > 1 && !sharesProcessor ? platen_find_parallel() : nil
    }

    deinit {
        // What refers to the engine goes first.
        primitives = [:]
        dnnl_stream_destroy(stream)
        dnnl_stream_destroy(secondStream)
        dnnl_engine_destroy(handle)
    }

    /// The version of oneDNN in use, as "2.6.3".
    package static var version: String {
        guard let version = dnnl_version()?.pointee else { return "unknown" }
        return "\(version.major).\(version.minor).\(version.patch)"
    }

    /// Whether the processor computes with bf16 itself, so that it is faster than f32.
    package static var hasBFloat16: Bool {
        let wanted = dnnl_cpu_isa_avx512_core_bf16.rawValue
        return dnnl_get_effective_cpu_isa().rawValue & wanted == wanted
    }

    /// Whether oneDNN has Winograd's algorithm for convolutions in f32; version 3 has given it up.
    static var hasWinograd: Bool { (dnnl_version()?.pointee.major ?? 3) < 3 }

    /// Whether the processor multiplies tiles of bf16 (AMX), many times as fast as f32.
    static var hasTiles: Bool {
        let wanted = dnnl_cpu_isa_avx512_core_amx.rawValue
        return dnnl_get_effective_cpu_isa().rawValue & wanted == wanted
    }

    /// Whether convolutions in whole numbers of 8 bits are there, and fast: the processor adds four products at once.
    ///
    /// oneDNN 3 is given their factors in another way, which is not written yet.
    package static var hasBytes: Bool {
        let wanted = dnnl_cpu_isa_avx512_core_vnni.rawValue
        return (dnnl_version()?.pointee.major ?? 3) < 3 && dnnl_get_effective_cpu_isa().rawValue & wanted == wanted
    }

    /// What to tell whoever asks for whole numbers of 8 bits; nil where they are there.
    package static var bytesNote: String? { bytesNote(hasBytes: hasBytes) }

    static func bytesNote(hasBytes: Bool) -> String? {
        hasBytes
            ? nil
            : "this processor has no products of 8-bit numbers of its own (AVX-512 VNNI), without which int8 is no faster: "
                + "what the model was trained in is used"
    }

    /// The type to compute in where one is asked for: f32 where the processor lacks bf16.
    package static func available(_ type: FloatFormat) -> FloatFormat {
        fallbackNote(for: type) == nil ? type : .float32
    }

    /// What to tell whoever asks for a type that `available` replaces; nil where it does not.
    package static func fallbackNote(for type: FloatFormat) -> String? {
        fallbackNote(for: type, hasBFloat16: hasBFloat16)
    }

    static func fallbackNote(for type: FloatFormat, hasBFloat16: Bool) -> String? {
        guard type == .bfloat16, !hasBFloat16 else { return nil }
        return
            "this processor has no bf16 of its own (AVX-512 BF16 or AMX), with which it would be slower than with f32: "
            + "f32 is used"
    }

    /// Bytes taken from the system for tensors, in use or kept for the next ones.
    package var reservedByteCount: Int { pool.reservedByteCount }

    /// Tensors' storages in use.
    var liveStorageCount: Int { pool.liveCount }

    /// Bytes for a tensor of a layout; what they hold is not said.
    func storage(_ layout: Layout) throws(NeuralError) -> Storage {
        try pool.storage(byteCount: layout.byteCount)
    }

    // MARK: Layouts

    /// The layout in which elements follow each other in the order of the axes.
    func plain(_ shape: [Int], _ type: FloatFormat = .float32) throws(NeuralError) -> Layout {
        let key = LayoutKey(shape: shape, elementType: type, byteCount: shape.reduce(type.byteCount, *))
        if let known = layouts[key]?.first(where: \.isPlain) { return known }
        return intern(try Engine.plain(shape, type.native), isPlain: true)
    }

    /// The layout of whole numbers of 8 bits in which elements follow each other in the order of the axes.
    func plain(_ shape: [Int], bytes: ByteFormat) throws(NeuralError) -> Layout {
        intern(try Engine.plain(shape, bytes.native), isPlain: true)
    }

    private static func plain(_ shape: [Int], _ type: dnnl_data_type_t) throws(NeuralError) -> OpaquePointer {
        var strides = [Int64](repeating: 1, count: shape.count)
        for axis in stride(from: shape.count - 2, through: 0, by: -1) {
            strides[axis] = strides[axis + 1] * Int64(max(1, shape[axis + 1]))
        }
        var made: OpaquePointer?
        let status = platen_md_strided(&made, Int32(shape.count), shape.map { Int64($0) }, type, strides)
        guard status == dnnl_success, let made else { throw Engine.failure(status, "lay out \(shape)") }
        return made
    }

    /// A layout for oneDNN to choose, and only good for asking.
    func any(_ shape: [Int], _ type: FloatFormat = .float32) throws(NeuralError) -> Layout {
        try any(shape, type.native, LayoutKey(shape: shape, elementType: type, byteCount: 0))
    }

    /// A layout of whole numbers of 8 bits for oneDNN to choose, and only good for asking.
    func any(_ shape: [Int], bytes: ByteFormat) throws(NeuralError) -> Layout {
        try any(shape, bytes.native, LayoutKey(shape: shape, elementType: nil, byteFormat: bytes, byteCount: 0))
    }

    private func any(_ shape: [Int], _ type: dnnl_data_type_t, _ key: LayoutKey) throws(NeuralError) -> Layout {
        if let known = layouts[key]?.first { return known }
        var made: OpaquePointer?
        let status = platen_md_tagged(&made, Int32(shape.count), shape.map { Int64($0) }, type, dnnl_format_tag_any)
        guard status == dnnl_success, let made else { throw Engine.failure(status, "lay out \(shape)") }
        return intern(made, key: key)
    }

    /// The one object for a descriptor, which is owned from now on.
    func intern(_ handle: OpaquePointer, isPlain: Bool = false) -> Layout {
        let (shape, type) = Layout.describe(handle)
        // The plain layout comes first, so that what is equal to it is known as such.
        if !isPlain, let type { _ = try? plain(shape, type) }
        let key = LayoutKey(shape: shape, elementType: type, byteCount: Int(platen_md_size(handle)))
        if let known = layouts[key]?.first(where: {
            platen_md_equal($0.handle, handle) != 0 && (!isPlain || $0.isPlain)
        }) {
            platen_md_destroy(handle)
            return known
        }
        return intern(handle, key: key, isPlain: isPlain)
    }

    private func intern(_ handle: OpaquePointer, key: LayoutKey, isPlain: Bool = false) -> Layout {
        layoutCount += 1
        let layout = Layout(handle, number: layoutCount, isPlain: isPlain)
        layouts[key, default: []].append(layout)
        return layout
    }

    /// A layout that a description asks for; nil where it asks for none.
    func layout(of description: OpaquePointer, _ query: dnnl_query_t, _ index: Int32) -> Layout? {
        var made: OpaquePointer?
        guard platen_pd_md(&made, description, query, index) == dnnl_success, let made else { return nil }
        guard platen_md_size(made) > 0 else {
            platen_md_destroy(made)
            return nil
        }
        return intern(made)
    }

    /// A number that no other of the engine's has.
    func nextNumber() -> Int {
        numberCount += 1
        return numberCount
    }

    // MARK: Primitives

    /// What an operation multiplies its results by: one factor, or one for each place along an axis.
    struct Factors {
        let values: [Float]
        var axis = 0
    }

    /// What a primitive's description is made with.
    typealias Describe = (
        inout OpaquePointer?, _ engine: OpaquePointer, _ attributes: OpaquePointer
    ) -> dnnl_status_t

    /// The primitive of a name and the numbers that shape it, made at first use.
    ///
    /// `slope` is that of a leaky ReLU on what comes out; 0 is the plain one, nil none. `factors` are told apart by the
    /// numbers alone. `waits` says that the threads of the operation wait for each other in short turns, `isSingle` that it
    /// has one thread only.
    func primitive(
        _ name: String, _ numbers: [Int], slope: Float? = nil, factors: Factors? = nil, waits: Bool = false,
        isSingle: Bool = false, _ describe: Describe
    ) throws(NeuralError) -> Primitive {
        let key = PrimitiveKey(name: name, numbers: numbers + (slope.map { [Int($0.bitPattern)] } ?? []))
        if let known = primitives[key] { return known }
        let threadCount = isSingle || waits && sharesProcessor ? 1 : threadCount
        setThreads?(Int32(threadCount))
        var attributes: OpaquePointer?
        let axes: Int32 = (factors?.values.count ?? 0) > 1 ? 1 << Int32(factors?.axis ?? 0) : 0
        var status = platen_attributes(
            &attributes, slope == nil ? 0 : 1, slope ?? 0, Int32(factors?.values.count ?? 0), axes, factors?.values)
        guard status == dnnl_success, let attributes else { throw Engine.failure(status, "describe '\(name)'") }
        defer { dnnl_primitive_attr_destroy(attributes) }
        var description: OpaquePointer?
        status = Engine.planning.withLock { _ in describe(&description, handle, attributes) }
        guard status == dnnl_success, let description else { throw Engine.failure(status, "describe '\(name)'") }
        let primitive = try Primitive(description: description, engine: self, threadCount: threadCount, name: name)
        if primitives.count >= Engine.capacity { primitives = [:] }
        primitives[key] = primitive
        return primitive
    }

    /// Runs a primitive on tensors, each with the number of its role.
    func run(
        _ primitive: Primitive, _ name: String, _ tensors: [(role: Int32, tensor: Tensor?)]
    ) throws(NeuralError) {
        let start = profile == nil ? 0 : Profile.now()
        setThreads?(Int32(primitive.threadCount))
        var arguments: [dnnl_exec_arg_t] = []
        defer { for argument in arguments { dnnl_memory_destroy(argument.memory) } }
        if let wanted = primitive.scratchpad, (scratch?.byteCount ?? 0) < wanted.byteCount {
            scratch = nil
            scratch = try storage(wanted)
        }
        try add(tensors, scratch, of: primitive, name, to: &arguments)
        var status = primitive.execute(stream, arguments)
        if status == dnnl_success { status = dnnl_stream_wait(stream) }
        guard status == dnnl_success else { throw Engine.failure(status, "run '\(name)'") }
        profile?.add(name, since: start)
    }

    /// What a primitive is run on, to be destroyed, whether all of it could be made or not.
    private func add(
        _ tensors: [(role: Int32, tensor: Tensor?)], _ scratch: Storage?, of primitive: Primitive, _ name: String,
        to arguments: inout [dnnl_exec_arg_t]
    ) throws(NeuralError) {
        var parts: [(role: Int32, layout: Layout, storage: Storage)] = []
        for case (let role, let tensor?) in tensors { parts.append((role, tensor.layout, tensor.storage)) }
        if let wanted = primitive.scratchpad, let scratch { parts.append((DNNL_ARG_SCRATCHPAD, wanted, scratch)) }
        for part in parts {
            var memory: OpaquePointer?
            let status = platen_memory_create(&memory, part.layout.handle, handle, part.storage.bytes)
            guard status == dnnl_success else { throw Engine.failure(status, "run '\(name)'") }
            arguments.append(dnnl_exec_arg_t(arg: part.role, memory: memory))
        }
    }

    /// Whether two primitives can run side by side.
    var runsPairs: Bool { parallel != nil }

    /// A primitive, and the tensors that it runs on.
    typealias Run = (primitive: Primitive, tensors: [(role: Int32, tensor: Tensor?)])

    /// Runs two primitives of one thread each side by side; neither may need what the other one makes.
    func run(_ first: Run, beside second: Run, _ name: String) throws(NeuralError) {
        guard let parallel else {
            try run(first.primitive, name, first.tensors)
            return try run(second.primitive, name, second.tensors)
        }
        let start = profile == nil ? 0 : Profile.now()
        var arguments: [[dnnl_exec_arg_t]] = [[], []]
        defer { for argument in arguments.joined() { dnnl_memory_destroy(argument.memory) } }
        // Each has room of its own.
        var scratches: [Storage] = []
        for (number, run) in [first, second].enumerated() {
            let scratch = try run.primitive.scratchpad.map { layout throws(NeuralError) in try storage(layout) }
            if let scratch { scratches.append(scratch) }
            try add(run.tensors, scratch, of: run.primitive, name, to: &arguments[number])
        }
        let status = withExtendedLifetime(scratches) {
            arguments[0].withUnsafeBufferPointer { ofFirst in
                arguments[1].withUnsafeBufferPointer { ofSecond in
                    var jobs = [
                        first.primitive.job(stream, ofFirst), second.primitive.job(secondStream, ofSecond),
                    ]
                    platen_run_jobs(parallel, &jobs, 2)
                    return jobs[0].status == dnnl_success ? jobs[1].status : jobs[0].status
                }
            }
        }
        guard status == dnnl_success else { throw Engine.failure(status, "run '\(name)'") }
        profile?.add(name, since: start)
    }

    static func failure(_ status: dnnl_status_t, _ what: String) -> NeuralError {
        let reason =
            switch status {
            case dnnl_out_of_memory: "memory is short; use smaller batches"
            case dnnl_invalid_arguments: "the sizes do not go together"
            case dnnl_unimplemented: "oneDNN \(version) has no such operation for these sizes and this processor"
            default: "status \(status.rawValue)"
            }
        return NeuralError(status == dnnl_invalid_arguments ? .shape : .engine, "oneDNN can't \(what): \(reason)")
    }
}
