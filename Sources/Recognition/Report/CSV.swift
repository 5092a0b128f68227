/// Tables as RFC 4180 has them: fields that hold commas, quotes or line breaks are quoted, and lines end with CR LF.
package enum CSV {
    /// A line of fields.
    package static func line(_ fields: some Sequence<String>) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes
            ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            : text
    }
}

/// What was read in one sample: a line of `predictions.csv`.
package struct Prediction: Sendable {
    /// Which sample it is: its number or its file.
    package var name: String
    /// What is written in it; nil where that is not known.
    package var label: String?
    /// What was read.
    package var reading: Transcription
    /// The share of several readings that have this text, 0...1; nil where the sample was read once.
    package var agreement: Double?

    /// A prediction from its parts.
    package init(name: String, label: String?, reading: Transcription, agreement: Double? = nil) {
        self.name = name
        self.label = label
        self.reading = reading
        self.agreement = agreement
    }

    private static let columns = [
        "name", "label", "reading", "exact", "edits", "probability", "least_certain_place", "least_certain_probability",
        "fits",
    ]

    /// The head of the table.
    package static let csvHeader = CSV.line(columns)
    /// The head of a table whose readings are several taken together.
    package static let csvHeaderWithAgreement = CSV.line(columns + ["agreement"])

    /// The line of the table.
    ///
    /// `exact` and `fits` are 1 or 0; places count from 0; what is not known is empty.
    package var csvLine: String {
        let edits = label.map { EditPath(from: $0, to: reading.text).distance }
        let fields = [
            name, label ?? "", reading.text, edits.map { $0 == 0 ? "1" : "0" } ?? "", edits.map(String.init) ?? "",
            shown(reading.probability, 6), reading.leastCertain.map { String($0.place) } ?? "",
            reading.leastCertain.map { shown($0.probability, 6) } ?? "", reading.fits ? "1" : "0",
        ]
        return CSV.line(fields + (agreement.map { [shown($0, 6)] } ?? []))
    }
}
