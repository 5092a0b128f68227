import Glibc

/// A learning rate that follows from the number of the step alone, counted from 0.
package protocol Schedule: Sendable {
    /// The rate of a step.
    func rate(at step: Int) -> Double
}

/// The same rate at every step.
package struct ConstantSchedule: Schedule {
    /// The rate.
    package let value: Double

    /// A schedule of one rate.
    package init(_ value: Double) { self.value = value }

    package func rate(at step: Int) -> Double { value }
}

/// A straight line from a part of another schedule's first rate up to it; that schedule follows.
package struct WarmUp: Schedule {
    /// Steps on the way up.
    package let steps: Int
    /// The part of the rate to start from.
    package let start: Double
    /// What follows; its first step is the one after the way up.
    package let next: any Schedule

    /// A way up to a schedule in the given number of steps.
    package init(steps: Int, start: Double = 0, then next: any Schedule) {
        self.steps = steps
        self.start = start
        self.next = next
    }

    package func rate(at step: Int) -> Double {
        guard step < steps else { return next.rate(at: step - steps) }
        return next.rate(at: 0) * (start + (1 - start) * Double(step + 1) / Double(steps))
    }
}

/// Half a cosine from the first rate down to a part of it (Loshchilov and Hutter, 2017, without restarts).
package struct CosineSchedule: Schedule {
    /// The first rate.
    package let initial: Double
    /// Steps on the way down; the last rate holds from then on.
    package let decaySteps: Int
    /// The last rate over the first.
    package let alpha: Double

    /// A way down in the given number of steps.
    package init(_ initial: Double, decaySteps: Int, alpha: Double = 0) {
        self.initial = initial
        self.decaySteps = decaySteps
        self.alpha = alpha
    }

    package func rate(at step: Int) -> Double {
        let part = Double(min(step, decaySteps)) / Double(max(1, decaySteps))
        return initial * (alpha + (1 - alpha) * (1 + cos(.pi * part)) / 2)
    }
}

/// One cycle (Smith and Topin, 2018): up to the highest rate and down to nearly nothing, each half a cosine.
package struct OneCycle: Schedule {
    /// The highest rate.
    package let peak: Double
    /// All steps of the cycle.
    package let steps: Int
    /// The part of the steps on the way up.
    package let rise: Double
    /// The highest rate over the first.
    package let initialDivisor: Double
    /// The first rate over the last.
    package let finalDivisor: Double

    /// A cycle of the given number of steps, with PyTorch's settings unless given.
    package init(
        peak: Double, steps: Int, rise: Double = 0.3, initialDivisor: Double = 25, finalDivisor: Double = 10_000
    ) {
        self.peak = peak
        self.steps = steps
        self.rise = rise
        self.initialDivisor = initialDivisor
        self.finalDivisor = finalDivisor
    }

    package func rate(at step: Int) -> Double {
        let first = peak / initialDivisor
        let top = rise * Double(steps) - 1
        let end = Double(steps) - 1
        let now = Double(min(max(0, step), steps - 1))
        func blend(_ from: Double, _ to: Double, _ part: Double) -> Double {
            to + (from - to) * (1 + cos(.pi * part)) / 2
        }
        return now <= top
            ? blend(first, peak, top > 0 ? now / top : 1)
            : blend(peak, first / finalDivisor, end > top ? (now - top) / (end - top) : 1)
    }
}

/// A rate that is cut where a metric has not got better for a while.
///
/// It is a value: `observing` gives the state after one more evaluation.
package struct Plateau: Sendable, Hashable {
    /// The rate now.
    package private(set) var rate: Double
    /// The rate is multiplied by this where nothing has got better.
    package let factor: Double
    /// Evaluations without progress that are tolerated.
    package let patience: Int
    /// What counts as better: less than the best, times one minus this.
    package let threshold: Double
    /// The rate is never cut below.
    package let lowest: Double
    /// The least value seen.
    package private(set) var best = Double.infinity
    /// Evaluations since then, or since the last cut.
    package private(set) var waited = 0

    /// The state before the first evaluation.
    package init(
        _ rate: Double, factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4, lowest: Double = 0
    ) {
        self.rate = rate
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.lowest = lowest
    }

    /// What changes from evaluation to evaluation, to be stored.
    package struct State: Sendable, Hashable, Codable {
        /// The rate now.
        package let rate: Double
        /// The least value seen; nil before the first.
        package let best: Double?
        /// Evaluations since then, or since the last cut.
        package let waited: Int
    }

    /// What changes from evaluation to evaluation.
    package var state: State {
        State(rate: rate, best: best == .infinity ? nil : best, waited: waited)
    }

    /// The same settings in a stored state.
    package func restoring(_ state: State) -> Plateau {
        var next = self
        (next.rate, next.best, next.waited) = (state.rate, state.best ?? .infinity, state.waited)
        return next
    }

    /// The state after an evaluation of a metric that should fall.
    package func observing(_ metric: Double) -> Plateau {
        var next = self
        if metric < best * (1 - threshold) {
            next.best = metric
            next.waited = 0
            return next
        }
        next.waited += 1
        if next.waited > patience {
            next.rate = max(lowest, rate * factor)
            next.waited = 0
        }
        return next
    }
}
