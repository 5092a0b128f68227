package import Imaging

/// What was measured on a set of pictures.
package struct MeasuredSet: Sendable {
    /// What the set is called.
    package let name: String
    /// Pictures, in their order.
    package let pictures: [ImageMeasurement]
    /// What is wrong with those that can't be read, in their order.
    package let complaints: [String]

    private enum Outcome: Sendable {
        case measured(ImageMeasurement)
        case unreadable(String)
    }

    /// Measures a set: the same figures for any number of jobs.
    ///
    /// - Throws: what went wrong in drawing a sample; `ImagingError`, where no picture can be read.
    package init(_ set: PictureSet, jobs: Int) async throws {
        let workers = min(jobs, set.count)
        let outcomes = try await withThrowingTaskGroup(of: [(Int, Outcome)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    let read = try set.makeReader()
                    return try stride(from: worker, to: set.count, by: workers).map { number -> (Int, Outcome) in
                        try Task.checkCancellation()
                        do {
                            return (number, .measured(ImageMeasurement(try read(number))))
                        } catch let error as ImagingError where !set.isDrawn {
                            return (number, .unreadable("\(error)"))
                        }
                    }
                }
            }
            var outcomes = [Outcome?](repeating: nil, count: set.count)
            for try await part in group {
                for (number, outcome) in part { outcomes[number] = outcome }
            }
            return outcomes.compactMap { $0 }
        }
        name = set.name
        var (pictures, complaints): ([ImageMeasurement], [String]) = ([], [])
        for outcome in outcomes {
            switch outcome {
            case .measured(let measurement): pictures.append(measurement)
            case .unreadable(let complaint): complaints.append(complaint)
            }
        }
        (self.pictures, self.complaints) = (pictures, complaints)
        if pictures.isEmpty {
            throw ImagingError(
                .notAnImage, "\(name): no picture can be read: \(complaints.first ?? "there is none")")
        }
    }

    /// A statistic of each picture that is large enough for it.
    package func values(_ statistic: ImageStatistic) -> [Double] { pictures.compactMap { $0[statistic] } }

    /// The mean of the pictures' histograms of gradients, as shares of 1.
    package var gradients: [Double] {
        var sums = [Double](repeating: 0, count: GradientHistogram.edges.count + 1)
        for picture in pictures {
            for (bin, share) in picture.gradients.enumerated() { sums[bin] += share }
        }
        return sums.map { $0 / Double(max(1, pictures.count)) }
    }
}
