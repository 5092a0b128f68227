import Foundation
import Imaging

/// How much room characters have in what a model reads: too little, and nothing is learnt however long it trains.
struct CharacterRoom: Sendable {
    private let policy: InputPolicy
    /// For each example: columns and time steps for a character, the share of ink, whether its image was squeezed.
    private var columns: [Double] = []
    private var steps: [Double] = []
    private var inks: [Double] = []
    private var squeezed = 0

    /// With fewer time steps for a character, CTC learns slowly: between two equal characters there must be one for the blank,
    /// and where they begin is not the same in any two images.
    static let fewestSteps = 2.35
    /// With less of a picture in ink, text is a small part of it.
    static let leastInk = 0.01
    /// How far a pixel's brightness is from the ground's, to count as ink, 0...255.
    private static let inkDifference = 40

    init(_ policy: InputPolicy) { self.policy = policy }

    /// Counts an example.
    /// - Parameters:
    ///   - width: the columns that are read of it, px.
    ///   - steps: the time steps that they give; nil where characters share none.
    mutating func add(_ example: Example, width: Int, steps: Int?) {
        guard !example.classes.isEmpty else { return }
        let count = Double(example.classes.count)
        columns.append(Double(min(width, example.image.width)) / count)
        if let steps { self.steps.append(Double(steps) / count) }
        inks.append(example.image.inkShare(difference: Self.inkDifference))
        if example.image.width >= policy.width ?? policy.maximumWidth { squeezed += 1 }
    }

    /// What to change, where characters have too little room.
    var warnings: [String] {
        guard !columns.isEmpty else { return [] }
        let (wide, ink) = (columns.median, inks.median)
        var lines: [String] = []
        if !steps.isEmpty, case let long = steps.median, long < Self.fewestSteps {
            let factor = Self.fewestSteps / max(0.1, long)
            lines.append(
                String(
                    format:
                        "characters are %.1f px wide in what the model reads, and have %.2f time steps each; with fewer than "
                        + "%.2f a model learns slowly or not at all: ", wide, long, Self.fewestSteps) + advice(factor))
        }
        if ink < Self.leastInk {
            lines.append(
                String(
                    format: "%.1f %% of the pictures is ink: text is small in them. Cut them closer to it, or raise "
                        + "input.height from \(policy.height)", ink * 100))
        }
        return lines
    }

    /// - Parameter factor: how much wider characters should be.
    private func advice(_ factor: Double) -> String {
        func raised(_ value: Int) -> Int { Int((Double(value) * factor / 16).rounded(.up)) * 16 }
        if let width = policy.width { return "raise input.width from \(width) to \(raised(width))" }
        if 2 * squeezed > columns.count {
            return "raise input.max_width from \(policy.maximumWidth) to \(raised(policy.maximumWidth)), to which most "
                + "pictures are squeezed"
        }
        return "raise input.height from \(policy.height) to \(raised(policy.height)), with which the width grows"
    }
}

extension [Double] {
    /// The middle one; the array must not be empty.
    fileprivate var median: Double { sorted()[count / 2] }
}

extension Bitmap {
    /// The share of pixels that are darker or lighter than most, 0...1.
    fileprivate func inkShare(difference: Int) -> Double {
        let page = grey.pixels
        guard !page.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for pixel in page { counts[Int(pixel)] += 1 }
        var (ground, seen) = (0, 0)
        while ground < 255, seen + counts[ground] <= page.count / 2 {
            seen += counts[ground]
            ground += 1
        }
        return Double(page.count { abs(Int($0) - ground) > difference }) / Double(page.count)
    }
}
