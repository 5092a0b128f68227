import Arrays

/// The labels of rows of arrays.
protocol ArrayLabels: Sendable {
    /// How many there are.
    var count: Int { get }

    /// Hands out all labels in their order, or what is wrong with one.
    func forEach(_ body: (Int, Result<String, RowProblem>) throws -> Void) throws
}

/// Labels that are texts.
struct TextLabels: ArrayLabels {
    let texts: [String]

    var count: Int { texts.count }

    func forEach(_ body: (Int, Result<String, RowProblem>) throws -> Void) throws {
        for (row, text) in texts.enumerated() { try body(row, .success(text)) }
    }
}

/// Labels that are rows of places in an alphabet, filled up with the place behind its last.
struct NumberedLabels: ArrayLabels {
    private let rows: any ArrayRows
    private let alphabet: [String]
    /// Numbers of a row.
    private let width: Int

    /// - Throws: `DatasetError` where the shape is none of labels.
    init(_ rows: any ArrayRows, alphabet: [String], name: String) throws {
        guard rows.shape.count == 1 || rows.shape.count == 2 else {
            throw DatasetError(
                .damaged,
                "\(name) has the shape \(rows.shapeInWords): labels are numbers [N, L], filled up with "
                    + "\(alphabet.count)")
        }
        (self.rows, self.alphabet) = (rows, alphabet)
        width = rows.shape.count == 2 ? rows.shape[1] : 1
    }

    var count: Int { rows.count }

    func forEach(_ body: (Int, Result<String, RowProblem>) throws -> Void) throws {
        // Some at a time, so that the numbers need little memory.
        let step = max(1, (1 << 18) / max(1, width))
        for start in stride(from: 0, to: count, by: step) {
            let range = start..<min(start + step, count)
            let numbers = try rows.read(range)
            for row in range {
                try body(row, Result { () throws(RowProblem) in try label(numbers, from: (row - start) * width) })
            }
        }
    }

    private func label(_ numbers: StoredArray, from start: Int) throws(RowProblem) -> String {
        var label = ""
        var padding: Int?
        for place in 0..<width {
            guard let number = numbers.integer(at: start + place) else {
                let number = numbers.number(at: start + place)
                throw RowProblem("the label's number \(place) is no whole number, but \(number)")
            }
            if number == alphabet.count {
                padding = padding ?? place
                continue
            }
            guard alphabet.indices.contains(number) else {
                throw RowProblem(
                    "the label's number \(place) is \(number): 0 to \(alphabet.count - 1) are characters, and "
                        + "\(alphabet.count) fills labels up")
            }
            if let padding {
                throw RowProblem(
                    "the label's number \(place) is a character behind the \(alphabet.count) at \(padding), which fills "
                        + "labels up: put these behind all characters")
            }
            label += alphabet[number]
        }
        return label
    }
}
