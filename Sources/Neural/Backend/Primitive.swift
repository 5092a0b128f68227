import CDNNL

/// One oneDNN operation for given sizes, made once and run many times.
final class Primitive {
    /// The description, which a backward operation asks its forward one for.
    let description: OpaquePointer
    fileprivate let handle: OpaquePointer
    /// Threads that it was made for.
    let threadCount: Int
    /// Room that the operation needs while it runs.
    let scratchpad: Layout?
    private let engine: Unowned<Engine>
    private var layouts: [LayoutKey: Layout] = [:]

    private struct LayoutKey: Hashable {
        let query: UInt32
        let index: Int32
    }

    /// A primitive of a description, which it owns from now on.
    init(description: OpaquePointer, engine: Engine, threadCount: Int, name: String) throws(NeuralError) {
        var handle: OpaquePointer?
        let status = dnnl_primitive_create(&handle, description)
        guard status == dnnl_success, let handle else {
            dnnl_primitive_desc_destroy(description)
            throw Engine.failure(status, "make '\(name)'")
        }
        self.description = description
        self.handle = handle
        self.engine = Unowned(engine)
        self.threadCount = threadCount
        self.scratchpad = engine.layout(of: description, dnnl_query_scratchpad_md, 0)
    }

    deinit {
        dnnl_primitive_destroy(handle)
        dnnl_primitive_desc_destroy(description)
    }

    /// The layout that the primitive has chosen for one of its tensors.
    func layout(_ query: dnnl_query_t, _ index: Int32 = 0) throws(NeuralError) -> Layout {
        let key = LayoutKey(query: query.rawValue, index: index)
        if let layout = layouts[key] { return layout }
        guard let layout = engine.object.layout(of: description, query, index) else {
            throw NeuralError(.engine, "oneDNN has no layout \(query.rawValue)/\(index) for this operation")
        }
        layouts[key] = layout
        return layout
    }

    /// The primitive and memory objects, to be run beside others.
    func job(_ stream: OpaquePointer, _ arguments: UnsafeBufferPointer<dnnl_exec_arg_t>) -> platen_job {
        platen_job(
            primitive: handle, stream: stream, count: Int32(arguments.count), arguments: arguments.baseAddress,
            status: dnnl_success)
    }

    /// Runs the primitive on memory objects.
    func execute(_ stream: OpaquePointer, _ arguments: [dnnl_exec_arg_t]) -> dnnl_status_t {
        dnnl_primitive_execute(handle, stream, Int32(arguments.count), arguments)
    }
}

/// What an engine remembers a primitive by: its name and all numbers that shaped it.
struct PrimitiveKey: Hashable {
    let name: String
    let numbers: [Int]
}

/// A reference to what owns the holder.
struct Unowned<Object: AnyObject> {
    unowned let object: Object

    init(_ object: Object) { self.object = object }
}
