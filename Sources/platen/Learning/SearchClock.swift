/// How long a search goes on: by the trials that are over, and by the share that is done of the one at work.
struct SearchClock {
    private let progress = ProgressLine(unit: "trials", isQuiet: true)
    /// How many processes are at work: as far as this one is, the others are, too.
    private let jobs: Int

    /// Parts of a trial that are told apart.
    private static let parts = 1000

    init(jobs: Int) { self.jobs = jobs }

    /// The time that is left; nil as long as nothing was done since this was first asked.
    func left(over: Int, and share: Double = 0, of total: Int) -> String? {
        let atWork = min(Double(jobs) * max(0, min(1, share)), Double(max(0, total - over)))
        return progress.left(
            done: over * Self.parts + Int(atWork * Double(Self.parts)), total: total * Self.parts)
    }
}
