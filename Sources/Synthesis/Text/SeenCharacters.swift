extension Unicode.Scalar {
    /// Whether it can stand in a line of text by itself: no control, no mark on the letter before it, nothing
    /// that Unicode has not assigned or that is never seen.
    var standsAlone: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .spacingMark, .enclosingMark:
            false
        default: !properties.isDefaultIgnorableCodePoint
        }
    }
}

extension Character {
    /// Whether it can stand in a line of text, and all of it is seen: a label must have nothing that no picture shows.
    ///
    /// What is not seen itself may stand where it changes what is: joiners between letters that join or stack, the selectors of
    /// the forms of ideographs, Mongolian letters and emoji.
    var standsAlone: Bool {
        guard let first = unicodeScalars.first, first.standsAlone else { return false }
        return unicodeScalars.dropFirst().allSatisfy { scalar in
            guard scalar.properties.isDefaultIgnorableCodePoint else { return true }
            let isEmoji = first.properties.isEmoji && !first.isASCII
            switch scalar.value {
            case 0x200C, 0x200D: return joinsNeighbours || isEmoji
            case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return isEmoji || first.properties.isIdeographic
            case 0x180B...0x180F: return (0x1820...0x18AA).contains(first.value)
            default: return false
            }
        }
    }

    /// Whether its shape depends on its neighbours, so that a word of such is best kept in one face: all letters but
    /// those of the scripts that print each by itself.
    var joinsNeighbours: Bool {
        guard isLetter, let scalar = unicodeScalars.first else { return false }
        // Latin, Greek, Cyrillic, Armenian, Hebrew; Georgian; the East Asian scripts.
        return !(scalar.value < 0x600 || (0x10A0...0x11FF).contains(scalar.value) || scalar.value >= 0x2E80)
    }

    /// Whether it is a letter of a script whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa, Rohingya, Adlam.
    var isCursive: Bool {
        guard isLetter, let scalar = unicodeScalars.first?.value else { return false }
        return [
            0x0620...0x077F, 0x07CA...0x07EA, 0x0840...0x08C9, 0x1820...0x18AA, 0xA840...0xA871, 0x10D00...0x10D23,
            0x1E900...0x1E943,
        ].contains { $0.contains(scalar) }
    }
}

extension String {
    /// Whether it holds nothing that leaves ink: white space, and characters that are never seen.
    var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
    }

    /// Whether it begins or ends with a blank, which no picture shows.
    var hasBlankEnds: Bool { first?.isWhitespace == true || last?.isWhitespace == true }
}
