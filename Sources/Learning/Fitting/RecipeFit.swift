package import Configs
import Foundation
import Imaging
package import Production
import Recognition
import Samples
import Synthesis
import Tuning

/// A search for the values of a recipe's keys with which its pictures are as hard to tell from real ones as can be.
///
/// No label is looked at. Every trial draws the same samples, so that trials differ by their keys alone, and a trial depends on
/// the recipe, the seed and the pictures only.
package struct RecipeFit: Sendable {
    /// The recipe, as it was written.
    private let editor: ConfigEditor<DatasetRecipe>
    private let options: Options
    private let plan: FitPlan
    private let recipe: Recipe
    private let shelf = BookShelf()

    /// How it is searched.
    package struct Options: Sendable {
        /// Paths of keys or of parts that are searched for; empty for those that the recipe gives.
        package var keys: [String] = []
        /// How many trials are made.
        package var trials = 150
        /// How many samples are drawn in each.
        package var count = 200
        /// The seed of the search.
        package var seed: UInt64 = 1
        /// How many threads draw.
        package var jobs = 1

        /// The usual ones.
        package init() {}
    }

    /// A fit of a recipe.
    ///
    /// - Throws: `ConfigError`, `RecognitionError`, where it can't be read or there is nothing to search for.
    package init(_ editor: ConfigEditor<DatasetRecipe>, _ options: Options) throws {
        (self.editor, self.options) = (editor, options)
        plan = try FitPlan(editor, wanted: options.keys)
        recipe = try editor.document.decode(DatasetRecipe.self).recipe
    }

    /// The keys that are searched for.
    package var keys: [String] { plan.keys.map(\.path) }
    /// Keys that can't be changed as the file is written.
    package var leftOut: [String] { plan.leftOut }

    /// Half of a recipe's samples are for the trials, at most; the others judge.
    private var count: Int { max(2, min(options.count, recipe.samples[.train] / 2)) }

    /// Searches.
    ///
    /// - Parameter progress: is told how many trials of how many were made, and the least cost so far.
    /// - Throws: what goes wrong in reading the pictures, or in drawing the recipe as it is; `CancellationError`.
    package func run(
        on folder: String, progress: @Sendable (_ done: Int, _ total: Int, _ cost: Double) -> Void
    ) async throws -> FittedRecipe {
        let real = try await RealPictures(folder, seed: options.seed, jobs: options.jobs)
        let first = try await likeness(to: real.fitted, plan.start)
        var trials = [Trial(0, plan.start, state: .complete, cost: first.cost)]
        var best = (values: plan.start, likeness: first)
        let sampler = ParzenSampler(plan.space, seed: options.seed)
        progress(0, options.trials, first.cost)
        for number in 1..<max(2, options.trials + 1) {
            let values = sampler.suggestion(for: number, after: trials)
            // A recipe that does not hold together, or can't be drawn, is no error: it is not what is looked for.
            let found = try await unlessUndrawable { try await likeness(to: real.fitted, values) }
            trials.append(Trial(number, values, state: found == nil ? .failed : .complete, cost: found?.cost))
            if let found, found.cost < best.likeness.cost { best = (values, found) }
            progress(number, options.trials, best.likeness.cost)
        }
        let (values, changes) = try await pruned(best.values, best.likeness, real.fitted)
        return try await judged(values, changes, real, trials: trials.count - 1)
    }

    // MARK: - Trials

    private func source(_ values: [String: TrialValue]) throws -> SyntheticSource {
        let edited = try plan.edited(values).document.decode(DatasetRecipe.self).recipe
        return try SyntheticSource(edited, shelf: shelf)
    }

    private func likeness(to real: [PictureTraits], _ values: [String: TrialValue]) async throws -> Likeness {
        Likeness(real, against: try await source(values).traits(of: 0..<count, jobs: options.jobs))
    }

    private func unlessUndrawable(_ body: () async throws -> Likeness) async throws -> Likeness? {
        do { return try await body() } catch is ConfigError { return nil } catch is SynthesisError { return nil }
    }

    // MARK: - What matters

    /// Takes back what does not help: each change by itself, and what is left without it.
    private func pruned(
        _ values: [String: TrialValue], _ likeness: Likeness, _ real: [PictureTraits]
    ) async throws -> ([String: TrialValue], [FittedRecipe.Change]) {
        var (values, likeness) = (values, likeness)
        var changes: [FittedRecipe.Change] = []
        for key in plan.keys where key.text(values) != key.original {
            let without = values.merging(key.start) { $1 }
            guard let other = try await unlessUndrawable({ try await self.likeness(to: real, without) }) else {
                // It can't be drawn without: nothing can be said of what it does.
                changes.append(FittedRecipe.Change(key, values, gain: 0, helped: nil))
                continue
            }
            let gain = other.cost - likeness.cost
            if gain <= Self.leastGain {
                (values, likeness) = (without, other)
            } else {
                let most = likeness.overlaps.max {
                    $0.share - other.overlap(of: $0.name) < $1.share - other.overlap(of: $1.name)
                }
                let helped = most.map { overlap in
                    FittedRecipe.Change.Helped(
                        name: overlap.name, before: other.overlap(of: overlap.name), after: overlap.share)
                }
                changes.append(FittedRecipe.Change(key, values, gain: gain, helped: helped))
            }
        }
        return (values, changes.sorted { $0.gain > $1.gain })
    }

    /// A change must be worth so much.
    private static let leastGain = 0.001

    // MARK: - Judging

    /// Compares both recipes with the pictures that were kept, by samples that were not drawn yet.
    private func judged(
        _ values: [String: TrialValue], _ changes: [FittedRecipe.Change], _ real: RealPictures, trials: Int
    ) async throws -> FittedRecipe {
        func side(_ values: [String: TrialValue]) async throws -> FittedRecipe.Side {
            let source = try source(values)
            let known = try await source.traits(of: 0..<count, jobs: options.jobs)
            let separator = Separator(real.fitted.map(\.vector), known.map(\.vector))
            let fresh = try await source.traits(of: count..<2 * count, jobs: options.jobs)
            let reader = try source.makeReader()
            let pictures = try (0..<min(Self.shown, count)).map {
                try reader.sample(at: count + $0, in: .train).image
            }
            return FittedRecipe.Side(
                likeness: Likeness(real.held, against: fresh, by: separator), pictures: pictures)
        }
        let before = try await side(plan.start)
        let after = changes.isEmpty ? before : try await side(values)
        let step = max(1, real.heldPaths.count / Self.shown)
        let shown = stride(from: 0, to: real.heldPaths.count, by: step).prefix(Self.shown)
        return FittedRecipe(
            name: recipe.name, editor: changes.isEmpty ? editor : try plan.edited(values), changes: changes,
            before: before, after: after,
            real: try shown.map { try ImageFile.read(path: real.heldPaths[$0]) }, fittedCount: real.fitted.count,
            heldCount: real.held.count, drawnCount: count, trials: trials, complaints: real.complaints)
    }

    /// How many pictures are shown of each kind.
    private static let shown = 24
}
