package import Imaging
import Synchronization

/// What was measured on a set of pictures.
package struct MeasuredSet: Sendable {
    /// What the set is called.
    package let name: String
    /// What is kept of each picture, by its number, be it measured or not.
    package let figures: [PictureFigures]
    /// How many can't be read.
    package let unreadable: Int
    /// What is wrong with the first of these, 200 at most.
    package let complaints: [String]
    /// The mean of the pictures' histograms of gradients, as shares of 1.
    package let gradients: [Double]

    /// Measures a set: the same figures for any number of jobs.
    ///
    /// - Parameter progress: how many pictures are done; any thread may call it.
    /// - Throws: what went wrong in drawing a sample; `ImagingError`, where no picture can be read.
    package init(
        _ set: PictureSet, jobs: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let results = Results(count: set.count)
        let workers = max(1, min(jobs, set.count))
        // Small enough that all workers get some.
        let block = max(1, min(64, set.count / workers))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    let read = try set.makeReader()
                    for start in stride(from: worker * block, to: set.count, by: workers * block) {
                        var part = Part(start: start)
                        for number in start..<min(start + block, set.count) {
                            try Task.checkCancellation()
                            do {
                                let picture = try read(set.row(of: number))
                                part.add(picture.image, picture.label)
                            } catch let error as ImagingError where !set.isDrawn {
                                part.add(complaint: "\(error)")
                            }
                        }
                        progress(results.add(part))
                    }
                }
            }
            // The first failure stops the others.
            for try await _ in group {}
        }
        name = set.name
        (figures, gradients, unreadable, complaints) = results.all
        if unreadable == figures.count, set.count > 0 {
            throw ImagingError(
                .notAnImage, "\(name): no picture can be read: \(complaints.first ?? "there is none")")
        }
    }

    /// How many pictures were measured.
    package var count: Int { figures.count - unreadable }

    /// A statistic of each picture that is large enough for it.
    package func values(_ statistic: ImageStatistic) -> [Double] { figures.compactMap { $0[statistic] } }
}

/// What was measured on pictures that follow each other.
private struct Part: Sendable {
    let start: Int
    var figures: [PictureFigures] = []
    var complaints: [(number: Int, text: String)] = []
    var gradients: [Int64] = []

    init(start: Int) { self.start = start }

    mutating func add(_ image: Bitmap, _ label: String?) {
        let measurement = ImageMeasurement(image)
        figures.append(PictureFigures(image, measurement, label: label))
        gradients.add(measurement.gradients.map { Int64(($0 * Results.unit).rounded()) })
    }

    mutating func add(complaint: String) {
        complaints.append((start + figures.count, complaint))
        figures.append(PictureFigures())
    }
}

/// Gathers what workers measure; in whatever order they do so, the same comes of it.
private final class Results: Sendable {
    /// Shares are added up as whole numbers, whose sum depends on no order.
    static let unit = 0x1p36
    private static let listed = 200

    private struct State {
        var figures: [PictureFigures]
        var gradients: [Int64] = []
        var complaints: [(number: Int, text: String)] = []
        var unreadable = 0
        var done = 0
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(figures: [PictureFigures](repeating: PictureFigures(), count: count)))
    }

    /// Adds a part and gives the number of pictures that are done.
    func add(_ part: Part) -> Int {
        state.withLock { state in
            for (place, figures) in part.figures.enumerated() { state.figures[part.start + place] = figures }
            state.gradients.add(part.gradients)
            state.complaints += part.complaints
            state.unreadable += part.complaints.count
            // The first ones by number stay, whoever comes later.
            if state.complaints.count > 4 * Self.listed {
                state.complaints.sort { $0.number < $1.number }
                state.complaints.removeLast(state.complaints.count - Self.listed)
            }
            state.done += part.figures.count
            return state.done
        }
    }

    var all: (figures: [PictureFigures], gradients: [Double], unreadable: Int, complaints: [String]) {
        state.withLock { state in
            let measured = Double(max(1, state.figures.count - state.unreadable))
            let empty = [Int64](repeating: 0, count: GradientHistogram.edges.count + 1)
            let sums = state.gradients.isEmpty ? empty : state.gradients
            let complaints = state.complaints.sorted { $0.number < $1.number }.prefix(Self.listed).map(\.text)
            return (
                state.figures, sums.map { Double($0) / Self.unit / measured }, state.unreadable, Array(complaints)
            )
        }
    }
}

extension [Int64] {
    /// Adds numbers place by place.
    fileprivate mutating func add(_ others: [Int64]) {
        if isEmpty { self = others } else { for (place, other) in others.enumerated() { self[place] += other } }
    }
}
