import Imaging
import Recognition
import Samples

/// Real pictures, measured: those that a recipe is fitted to, and those that are kept to judge it.
struct RealPictures: Sendable {
    /// Those that it is fitted to.
    let fitted: [PictureTraits]
    /// Those that judge.
    let held: [PictureTraits]
    /// Where those lie that judge.
    let heldPaths: [String]
    /// What is wrong with those that can't be read.
    let complaints: [String]

    /// How many are measured at most, evenly spread over the folder; and how few there may be.
    static let (most, least) = (2_000, 12)
    /// One in so many is kept.
    private static let keptShare = 4

    /// Measures the pictures of a folder.
    ///
    /// Nothing but pictures is opened, and of their names nothing is read.
    ///
    /// - Throws: `RecognitionError`, where there are too few.
    init(_ folder: String, seed: UInt64, jobs: Int) async throws {
        let found = try UnlabelledPictures(in: [folder], key: nil)
        let count = min(Self.most, found.count)
        let paths = (0..<count).map { found.paths[$0 * found.count / count] }
        let outcomes = try await inParallel(count, jobs: jobs) {
            { number -> Result<PictureTraits, ImagingError> in
                do {
                    return .success(PictureTraits(try ImageFile.read(path: paths[number])))
                } catch let error as ImagingError {
                    return .failure(error)
                }
            }
        }
        var (measured, complaints): ([(path: String, traits: PictureTraits)], [String]) = ([], found.notes)
        for (path, outcome) in zip(paths, outcomes) {
            switch outcome {
            case .success(let traits): measured.append((path, traits))
            case .failure(let error): complaints.append("\(error)")
            }
        }
        guard measured.count >= Self.least else {
            throw RecognitionError(
                .data,
                "\(folder): \(measured.count) pictures can be read, and \(Self.least) are the least that say what such "
                    + "pictures are like; 30 and more are better")
        }
        // By lot, since neighbours in a folder may have come from one sheet.
        var generator = SampleKey(seed: seed, split: .train, index: 0).generator("fit.held")
        let order = measured.indices.map { (lot: generator.next(), number: $0) }.sorted { $0.lot < $1.lot }
            .map(\.number)
        let kept = order.prefix(max(3, measured.count / Self.keptShare)).sorted()
        held = kept.map { measured[$0].traits }
        heldPaths = kept.map { measured[$0].path }
        let isKept = Set(kept)
        fitted = measured.indices.filter { !isKept.contains($0) }.map { measured[$0].traits }
        self.complaints = complaints
    }
}
