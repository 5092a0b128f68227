import Foundation
import Neural
import Recognition

// Times a training step of the CRNN: 32 x 100 grey, batch 64, as Benchmarks/train/run says.
// Usage: bench-train [THREADS] [SECONDS] [f32|bf16] [BATCH] [shared]
//        bench-train networks [SECONDS]: our networks side by side
//        bench-train reading MODEL [WIDTH] [THREADS] [SECONDS]: reading with a model, in f32, bf16 and int8

let arguments = CommandLine.arguments
func argument(_ place: Int, _ otherwise: String) -> String {
    place < arguments.count ? arguments[place] : otherwise
}
if argument(1, "") == "networks" {
    try NetworkBench(seconds: Double(argument(2, "20")) ?? 20).run()
    exit(0)
}
if argument(1, "") == "reading" {
    try ReadingBench(
        path: argument(2, ""), width: Int(argument(3, "140")) ?? 140, threads: Int(argument(4, "1")) ?? 1,
        seconds: Double(argument(5, "3")) ?? 3
    ).run()
    exit(0)
}
let threads = Int(argument(1, "2")) ?? 2
let limit = Double(argument(2, "20")) ?? 20
let precision: FloatFormat = argument(3, "f32") == "bf16" ? .bfloat16 : .float32
let batch = Int(argument(4, "64")) ?? 64

let engine = try Engine(threadCount: threads, sharesProcessor: argument(5, "") == "shared")
var configuration = CRNN.Configuration(classCount: 37)
configuration.overlapsPooling = true
let model = try CRNN(configuration, Initializer(engine, seed: 1))
let optimizer = Optimizer(Adam(), model.parameters)
let images = try Tensor(
    engine, [batch, 1, 32, 100], (0..<(batch * 3200)).map { Float(($0 * 7919) % 255) / 127.5 - 1 })
let labels = (0..<batch).map { n in (0..<8).map { (n * 5 + $0 * 3) % 36 } }

@MainActor func step(_ number: Int) throws -> Float {
    let tape = Tape(Context(engine, .training, precision: precision, seed: 1, step: number))
    let result = try model(tape.constant(images)).ctc(CTC(labels, blank: 36))
    try tape.backward(from: result.loss)
    try optimizer.clipGradients(to: 5)
    try optimizer.step(rate: 1e-4)
    return try result.loss.value.scalar()
}

func resources() -> rusage {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage
}

/// Processor seconds of all threads so far.
func processorTime() -> Double {
    let usage = resources()
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
}

for number in 0..<3 { _ = try step(number) }
engine.profile = Profile()
var times: [Double] = []
var loss: Float = 0
let start = Date()
let busy = processorTime()
while times.count < 5 || Date().timeIntervalSince(start) < limit {
    let begin = Date()
    loss = try step(times.count)
    times.append(Date().timeIntervalSince(begin))
}
let processor = (processorTime() - busy) / Double(times.count)
let median = times.sorted()[times.count / 2]
let name = precision == .bfloat16 ? "bf16" : "f32"
print("Platen, oneDNN \(Engine.version), \(name), \(threads) threads, batch \(batch): \(times.count) steps")
func text(_ x: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", x) }
print(
    "  \(text(median * 1000, 1)) ms a step (least \(text((times.min() ?? 0) * 1000, 1)), processor time "
        + "\(text(processor * 1000, 1))), \(text(Double(batch) / median, 1)) images a second, loss "
        + "\(text(Double(loss), 3))")
let seconds = engine.profile?.seconds ?? [:]
let own = seconds.filter { $0.key != "ctc" && $0.key != "optimiser" }
let primitives = own.values.reduce(0, +) / times.reduce(0, +)
let rest = times.reduce(0, +) - seconds.values.reduce(0, +)
for (name, seconds) in (seconds.sorted { ($1.value, $0.key) < ($0.value, $1.key) } + [("everything else", rest)]) {
    print("  \(text(seconds / Double(times.count) * 1000, 2)) ms  \(name)")
}
print(
    "  \(text(primitives * 100, 1)) % of the time is that of oneDNN's primitives, the bound of any program on it"
)
print("  \(text(Double(resources().ru_maxrss) / 1024, 0)) MB at most; \(engine.reservedByteCount >> 20) MB of tensors")

// Reading: one image by itself, and full batches, with batch norms folded into their convolutions; the network is that of
// the paper's table 1, while the pools of the one above overlap as the peer's do.
configuration.overlapsPooling = false
let reader = try CRNN(configuration, Initializer(engine, seed: 1)).forReading()
engine.profile = nil
@MainActor func read(_ count: Int) throws -> Double {
    let images = try Tensor(engine, [count, 1, 32, 100], filledWith: 0.5)
    func once() throws {
        _ = try reader(Tape(Context(engine, .inference, precision: precision)).constant(images)).value.values()
    }
    for _ in 0..<3 { try once() }
    let trials = try (0..<(count == 1 ? 200 : 10)).map { _ in
        let begin = Date()
        try once()
        return Date().timeIntervalSince(begin)
    }
    return trials.sorted()[trials.count / 2]
}
let (alone, together) = (try read(1), try read(batch))
print(
    "  reading one image takes \(text(alone * 1000, 2)) ms; \(batch) together \(text(Double(batch) / together, 0)) a second"
)
