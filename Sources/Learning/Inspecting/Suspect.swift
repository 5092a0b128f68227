import Foundation
import Imaging

/// A sample that a person should look at, and why.
package struct Suspect: Sendable, Encodable {
    /// What is suspicious about it.
    package enum Reason: String, Sendable, Encodable, CaseIterable {
        /// Another sample has the same picture and another label.
        case contradicting
        /// Train has the same picture.
        case inTrain = "in_train"
        /// The label has characters that the alphabet lacks.
        case unknownCharacters = "unknown_characters"
        /// Nothing is on it.
        case blank
        /// It is much narrower than pictures of as many characters.
        case narrow
        /// It is much wider than pictures of as many characters.
        case wide
        /// Ink runs into its sides.
        case atEdge = "at_edge"
        /// It has the least contrast.
        case faint
    }

    /// The number of the sample's row.
    package let row: Int
    /// What is suspicious.
    package let reason: Reason
    /// More about it.
    package let note: String
    /// Where it stands.
    package let place: String
    /// Its label, where it has one.
    package let label: String?
}

/// Chooses those that a person should look at: a few for each reason, the worst ones.
struct SuspectChoice {
    private struct Candidate {
        var row: Int
        var score: Double
        var like: Int?
        var note = ""
    }

    private static let listed = 8
    /// From how many times the usual width on, or how small a part of it, a picture is suspicious.
    private static let factor = 2.5
    /// Below how many levels contrast is little.
    private static let faint = 40.0

    private var candidates: [Suspect.Reason: [Candidate]] = [:]
    /// The width of a character in the middle of all, in heights of the picture; nil where there are too few labels.
    private let usualWidth: Double?

    /// - Parameter figures: all pictures of a set.
    init(_ figures: [PictureFigures]) {
        let widths = figures.compactMap(Self.width).sorted()
        usualWidth = widths.count >= 20 ? widths[widths.count / 2] : nil
    }

    /// The width of a character of a picture, in heights of the picture.
    private static func width(of picture: PictureFigures) -> Double? {
        guard picture.isMeasured, picture.labelLength > 0, picture.height > 0 else { return nil }
        return Double(picture.width) / Double(picture.height) / Double(picture.labelLength)
    }

    mutating func add(unknown characters: String, row: Int) {
        insert(Candidate(row: row, score: 0, note: characters), .unknownCharacters)
    }

    mutating func add(_ reason: Suspect.Reason, row: Int, like other: Int) {
        insert(Candidate(row: row, score: 0, like: other), reason)
    }

    /// Looks at a picture by itself.
    mutating func add(_ picture: PictureFigures, row: Int) {
        if picture.isBlank { return insert(Candidate(row: row, score: 0), .blank) }
        if !picture.edges.isEmpty {
            let names = PictureFindings.sides.filter { picture.edges.contains($0.edge) }.map(\.name)
            insert(
                Candidate(row: row, score: Double(names.count), note: names.joined(separator: ", ")), .atEdge)
        }
        if let range = picture[.range], range < Self.faint {
            insert(Candidate(row: row, score: -range, note: String(format: "%.0f levels", range)), .faint)
        }
        if let usualWidth, usualWidth > 0, let width = Self.width(of: picture) {
            let times = width / usualWidth
            let note = String(format: "%.1f times the usual width of a character", times)
            if times > Self.factor { insert(Candidate(row: row, score: times, note: note), .wide) }
            if times < 1 / Self.factor { insert(Candidate(row: row, score: -times, note: note), .narrow) }
        }
    }

    /// Of equals the first stays.
    private mutating func insert(_ candidate: Candidate, _ reason: Suspect.Reason) {
        var list = candidates[reason] ?? []
        guard list.count < Self.listed || candidate.score > list.last?.score ?? 0 else { return }
        list.insert(candidate, at: list.firstIndex { $0.score < candidate.score } ?? list.count)
        if list.count > Self.listed { list.removeLast() }
        candidates[reason] = list
    }

    /// Those that were chosen, reason by reason.
    func suspects(of set: PictureSet) -> [Suspect] {
        Suspect.Reason.allCases.flatMap { reason in
            (candidates[reason] ?? []).map { candidate in
                let (place, label) = set.describe(row: candidate.row)
                let other = candidate.like.map { set.describe(row: $0) }
                let note =
                    other.map { "the picture of \($0.place)" + ($0.label.map { ", labelled '\($0)'" } ?? "") }
                    ?? candidate.note
                return Suspect(row: candidate.row, reason: reason, note: note, place: place, label: label)
            }
        }
    }
}
