import Foundation
import HTTPTypes
import Imaging
package import Recognition

/// The readings of a folder's pictures while a person looks through them.
///
/// Whatever the person says is in the table's file before it is answered: whole, or not at all.
package actor LabelSession {
    private var rows: [LabelRow]
    private let order: [Int]
    private let folder: String
    private let output: String
    private let save: @Sendable (String) throws -> Void
    /// What was last spoken of, the latest last.
    private var history: [Int] = []

    /// A session.
    ///
    /// - Parameters:
    ///   - rows: the readings, with what was said of them before.
    ///   - folder: where the rows' paths begin.
    ///   - output: the table's file, for the page.
    ///   - save: writes the table.
    package init(
        _ rows: [LabelRow], folder: String, output: String, save: @escaping @Sendable (String) throws -> Void
    ) {
        self.rows = rows
        self.folder = folder
        self.output = output
        self.save = save
        order = LabelQueue.order(rows)
    }

    /// What the page shows.
    struct View: Encodable, Sendable {
        struct Item: Encodable, Sendable {
            let number: Int
            let name: String
            let reading: String
            let probability: Double
            let characters: [LabelRow.Character]
            let state: LabelRow.State
            let text: String
        }

        let output: String
        let total: Int
        let counts: [String: Int]
        /// Of the next fifty, how many were looked at.
        let expected: Reliability.Expectation?
        let item: Item?
        /// The picture after it, to be fetched ahead.
        let next: Int?
        let canGoBack: Bool
    }

    /// The page's view of a row, or of the one that is asked about next.
    func view(of number: Int? = nil) throws -> View {
        if let number, !rows.indices.contains(number) {
            throw Problem(.notFound, "no_such_picture", "there is no such picture")
        }
        let open = order.filter { rows[$0].state == .read }
        let outcomes = rows.compactMap { row in row.isRight.map { (probability: row.probability, isRight: $0) } }
        let shown = number ?? open.first
        return View(
            output: output, total: rows.count,
            counts: Dictionary(grouping: rows, by: \.state.rawValue).mapValues(\.count),
            expected: Reliability(outcomes).expectation(of: open.map { rows[$0].probability }),
            item: shown.map { place in
                let row = rows[place]
                return View.Item(
                    number: place, name: row.path, reading: row.reading, probability: row.probability,
                    characters: row.characters, state: row.state, text: row.text)
            },
            next: open.first { $0 != shown }, canGoBack: !history.isEmpty)
    }

    /// Notes what a person says of a row, and saves it.
    func answer(_ number: Int, _ state: LabelRow.State, text: String) throws -> View {
        guard rows.indices.contains(number) else {
            throw Problem(.notFound, "no_such_picture", "there is no such picture")
        }
        var changed = rows
        changed[number].state = state
        changed[number].text = state == .corrected ? text : changed[number].reading
        if state == .corrected, text == changed[number].reading { changed[number].state = .accepted }
        try write(changed)
        rows = changed
        history.removeAll { $0 == number }
        history.append(number)
        return try view()
    }

    /// Takes back what was said last, and shows that row.
    func takeBack() throws -> View {
        guard let number = history.last else {
            throw Problem(.conflict, "nothing_to_take_back", "nothing was said before")
        }
        var changed = rows
        changed[number].state = .read
        changed[number].text = changed[number].reading
        try write(changed)
        rows = changed
        history.removeLast()
        return try view(of: number)
    }

    private func write(_ rows: [LabelRow]) throws {
        do { try save(LabelTable.text(of: LabelQueue.byDoubt(rows).map { rows[$0] })) } catch {
            throw Problem(.internalServerError, "not_saved", "\(error)")
        }
    }

    /// A row's picture as PNG, which every browser shows.
    func picture(_ number: Int) throws -> [UInt8] {
        guard rows.indices.contains(number) else {
            throw Problem(.notFound, "no_such_picture", "there is no such picture")
        }
        let path = rows[number].path
        var bytes: [UInt8] = []
        do {
            let image = try ImageFile.read(path: path.hasPrefix("/") ? path : folder + "/" + path)
            try PNGEncoder().encode(image, into: &bytes)
        } catch let error as ImagingError {
            throw Problem(error, picture: 0, of: 1)
        }
        return bytes
    }
}
