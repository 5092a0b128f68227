import Configs
import Dispatch
import HTTPTypes
import Imaging
import Production
import Samples
import Synchronization
import Synthesis

/// Draws samples for pages: one request at a time, on a thread of its own, and of each page the newest alone.
final class StudioDrawing: Sendable {
    /// What is to be drawn.
    struct Order: Sendable {
        var yaml: String
        var recipe: Recipe
        var split: Split
        var indices: Range<Int>
        var large: Int?
        var page: String
    }

    /// What was drawn.
    struct Drawn: Sendable {
        var samples: [(index: Int, sample: Sample)] = []
        var large: (index: Int, sample: Sample, steps: [SampleStep])?
        var warnings: [String] = []
    }

    /// A newer request of the page came.
    private struct Outdated: Error {}
    /// The time is up.
    private struct TimeUp: Error {}

    private struct State {
        var waiting = 0
        var last: UInt64 = 0
        /// The newest request of each page that waits for one.
        var newest: [String: UInt64] = [:]
    }

    private let limits: StudioLimits
    private let queue = DispatchQueue(label: "studio")
    private let state = Mutex(State())
    private let shelf = BookShelf()
    /// What was drawn from last: another part of the same is drawn as a rule.
    private let prepared = Mutex<(yaml: String, source: SyntheticSource)?>(nil)

    init(_ limits: StudioLimits) { self.limits = limits }

    /// Draws once those before it are drawn.
    ///
    /// - Throws: `Problem`, or what says why the recipe can't be drawn.
    func draw(_ order: Order) async throws -> Drawn {
        let ticket = try state.withLock { state throws(Problem) in
            guard state.waiting < limits.waiting else { throw Problem.busy("too many previews are waiting; try again") }
            state.waiting += 1
            state.last += 1
            state.newest[order.page] = state.last
            return state.last
        }
        defer {
            state.withLock { state in
                state.waiting -= 1
                if state.newest[order.page] == ticket { state.newest[order.page] = nil }
            }
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.drawNow(order, ticket) }) }
        }
    }

    private func drawNow(_ order: Order, _ ticket: UInt64) throws -> Drawn {
        let end = ContinuousClock.now + .seconds(limits.seconds)
        let check: @Sendable () throws -> Void = { [self] in
            // A page without a name is nobody's newer one.
            guard order.page.isEmpty || state.withLock({ $0.newest[order.page] }) == ticket else { throw Outdated() }
            if ContinuousClock.now > end { throw TimeUp() }
        }
        do {
            try check()
            var source = try source(of: order)
            source.limits = DrawingLimits(pixels: limits.pixels, check: check)
            return try draw(order, source, check)
        } catch is Outdated {
            throw Problem(.conflict, "outdated", "a newer request of this page took its place")
        } catch is TimeUp {
            throw Problem(
                .unprocessableContent, "too_slow",
                "nothing was drawn within \(shownSeconds): use fewer or smaller texts, pages or stages")
        }
    }

    private var shownSeconds: String { "\(Int(limits.seconds.rounded())) s" }

    private func source(of order: Order) throws -> SyntheticSource {
        let seed = order.recipe.seed
        if let known = prepared.withLock({ $0 }), known.yaml == order.yaml, known.source.recipe.seed == seed {
            return known.source
        }
        let source = try SyntheticSource(order.recipe, shelf: shelf)
        prepared.withLock { $0 = (order.yaml, source) }
        return source
    }

    private func draw(_ order: Order, _ source: SyntheticSource, _ check: () throws -> Void) throws -> Drawn {
        var drawn = Drawn(warnings: source.notes)
        var pixels = 0
        func take(_ picture: Bitmap?) -> Bool {
            pixels += (picture?.width ?? 0) * (picture?.height ?? 0)
            return pixels <= limits.answerPixels
        }
        do {
            let reader = try source.makeReader()
            for index in order.indices {
                try check()
                let sample = try reader.sample(at: index, in: order.split)
                guard take(sample.image) else {
                    drawn.warnings.append("the pictures are large: only the first \(drawn.samples.count) are shown")
                    break
                }
                drawn.samples.append((index, sample))
            }
            guard let large = order.large else { return drawn }
            let (sample, whole) = try source.steps(at: large, in: order.split)
            var steps = whole
            if !take(sample.image), !order.indices.isEmpty { return drawn }
            for number in steps.indices where !take(steps[number].picture) {
                steps[number].picture = nil
            }
            drawn.large = (large, sample, steps)
        } catch is TimeUp where !drawn.samples.isEmpty {
            drawn.warnings.append("only \(drawn.samples.count) samples were drawn within \(shownSeconds)")
        } catch let error as SynthesisError where !drawn.samples.isEmpty && error.code == .unprintable {
            drawn.warnings.append(error.description)
        }
        return drawn
    }
}
