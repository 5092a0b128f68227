/// A piece of HTML: what is interpolated into it is escaped, unless it is HTML itself.
package struct HTML: ExpressibleByStringInterpolation {
    /// The text of the piece.
    package let text: String

    /// HTML as it stands in the code.
    package init(stringLiteral value: String) { text = value }

    /// HTML as it stands in the code, with what was interpolated.
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Text that is HTML already.
    package init(verbatim text: String) { self.text = text }

    /// Pieces, one after the other.
    package init(_ pieces: some Sequence<HTML>) { text = pieces.map(\.text).joined() }

    /// A text with all characters replaced that mean something in HTML, and those that it can't hold.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.properties.generalCategory == .control
                result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }

    /// Gathers the pieces of a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Nothing yet, with room for the literals.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Adds HTML as it stands in the code.
        package mutating func appendLiteral(_ literal: String) { text += literal }
        /// Adds HTML.
        package mutating func appendInterpolation(_ html: HTML) { text += html.text }
        /// Adds pieces of HTML, one after the other.
        package mutating func appendInterpolation(_ html: [HTML]) { for piece in html { text += piece.text } }
        /// Adds a text, escaped.
        package mutating func appendInterpolation(_ text: String) { self.text += HTML.escaped(text) }
        /// Adds a whole number.
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }
}
