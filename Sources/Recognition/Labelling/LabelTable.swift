import Foundation

/// `labels.tsv`: a heading and a row for each picture, with tabs between the fields.
///
/// Platen's reader of tables takes it for a dataset: `file_name` and `text` are the columns that it looks for.
package enum LabelTable {
    private static let heading = ["file_name", "text", "state", "reading", "probability"]

    /// The text of the table, its rows in the order given.
    package static func text(of rows: [LabelRow]) -> String {
        ([heading] + rows.map { [$0.path, $0.text, $0.state.rawValue, $0.reading, shown($0.probability, 6)] })
            .map { $0.map(field).joined(separator: "\t") + "\n" }.joined()
    }

    /// The rows of a table.
    ///
    /// - Parameter name: what messages call it.
    /// - Throws: `RecognitionError`, where it is none of Platen's.
    package static func rows(of text: String, name: String) throws(RecognitionError) -> [LabelRow] {
        var lines = try records(of: text, name: name)
        guard !lines.isEmpty, lines.removeFirst() == heading else {
            throw RecognitionError(
                .data,
                "\(name): not a table that 'platen label' wrote (its heading is \(heading.joined(separator: ", "))); give "
                    + "another file with -o")
        }
        var rows: [LabelRow] = []
        for (number, fields) in lines.enumerated() {
            guard fields.count == heading.count, let state = LabelRow.State(rawValue: fields[2]),
                let probability = Double(fields[4]), (0...1).contains(probability)
            else {
                throw RecognitionError(.data, "\(name), row \(number + 1): this is no row of 'platen label'")
            }
            var row = LabelRow(path: fields[0], reading: fields[3], probability: probability)
            (row.text, row.state) = (fields[1], state)
            rows.append(row)
        }
        return rows
    }

    /// A field; in quotation marks where it holds what separates fields or rows, or begins with one.
    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { "\t\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The fields of all rows.
    private static func records(of text: String, name: String) throws(RecognitionError) -> [[String]] {
        var (records, fields): ([[String]], [String]) = ([], [])
        var field = String.UnicodeScalarView()
        var (isQuoted, wasQuote) = (false, false)
        for scalar in text.unicodeScalars {
            if isQuoted, scalar == "\"", !wasQuote {
                wasQuote = true
                continue
            }
            if isQuoted, wasQuote, scalar != "\"" { isQuoted = false }
            wasQuote = false
            switch scalar {
            case _ where isQuoted: field.append(scalar)
            case "\"" where field.isEmpty: isQuoted = true
            case "\t":
                fields.append(String(field))
                field = String.UnicodeScalarView()
            case "\n":
                records.append(fields + [String(field)])
                (fields, field) = ([], String.UnicodeScalarView())
            default: field.append(scalar)
            }
        }
        guard fields.isEmpty, field.isEmpty, !isQuoted || wasQuote else {
            throw RecognitionError(.data, "\(name): its last row is cut short")
        }
        return records
    }
}
