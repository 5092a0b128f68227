extension DateForm {
    /// A date pattern in a locale.
    init(_ pattern: DatePattern, locale: DateLocale, names: DateNames, calendar: CalendarSystem) {
        // ICU's rule: Japanese years are written the Japanese way where they are called years.
        let isJapanese =
            calendar == .japanese && locale.identifier.prefix { $0 != "_" } == "ja"
            && pattern.parts.contains { if case .literal(let text, _) = $0 { text.contains("年") } else { false } }
        pieces = pattern.parts.indices.map { number in
            let part = pattern.parts[number]
            switch part {
            case .literal(let text, _):
                return pattern.isSeparator(number) ? .separator(Array(text.utf8)) : .literal(Array(text.utf8))
            case .field("y", _) where isJapanese: return .japaneseYear
            case .field(let letter, let width):
                return Self.piece(letter, width, mayDrop: !pattern.touchesNumber(number), names)
            }
        }
    }

    /// A time pattern in a locale.
    ///
    /// A space goes before it unless it begins with text of its own.
    init(_ pattern: TimePattern, names: DateNames) {
        var pieces: [Piece] = pattern.parts[0].isField ? [.literal([0x20])] : []
        for part in pattern.parts {
            switch part {
            case .literal(let text, _): pieces.append(.literal(Array(text.utf8)))
            case .field(let letter, let width): pieces.append(Self.piece(letter, width, mayDrop: false, names))
            }
        }
        self.pieces = pieces
    }

    private static func piece(_ letter: Character, _ width: Int, mayDrop: Bool, _ names: DateNames) -> Piece {
        func named(_ value: Value) -> Piece {
            let texts = names.names(letter, width)
            let upper = value == .month || value == .weekday ? names.uppercased(texts) : texts
            return .name(value, texts.map { Array($0.utf8) }, upper: upper.map { Array($0.utf8) })
        }
        switch letter {
        case "d": return .number(.day, width: width, mayDrop: mayDrop)
        case "M" where width <= 2, "L" where width <= 2: return .number(.month, width: width, mayDrop: mayDrop)
        case "M", "L": return named(.month)
        case "y" where width == 2: return .number(.yearOfCentury, width: 2, mayDrop: false)
        case "y": return .number(.year, width: width, mayDrop: false)
        case "E", "c": return named(.weekday)
        case "G": return named(.era)
        case "H": return .number(.hour, width: width, mayDrop: false)
        case "h": return .number(.hourOfHalf, width: width, mayDrop: false)
        case "m": return .number(.minute, width: width, mayDrop: false)
        case "s": return .number(.second, width: width, mayDrop: false)
        default: return named(.half)
        }
    }

    /// Every character that it may write, in Western digits; some more than once.
    func characters(separators: [String], isUpper: [Bool]) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): String(decoding: text, as: UTF8.self)
            case .separator(let text): separators.isEmpty ? String(decoding: text, as: UTF8.self) : separators.joined()
            case .number: "0123456789"
            case .japaneseYear: "0123456789" + String(decoding: Self.firstYear, as: UTF8.self)
            case .name(_, let names, let upper):
                isUpper.flatMap { $0 ? upper : names }.map { String(decoding: $0, as: UTF8.self) }.joined()
            }
        }
        .joined()
    }
}

extension DatePattern {
    /// Whether a number stands right beside the part, so that its digits would run into it.
    fileprivate func touchesNumber(_ number: Int) -> Bool {
        [number - 1, number + 1].contains { parts.indices.contains($0) && parts[$0].isNumeric }
    }
}
