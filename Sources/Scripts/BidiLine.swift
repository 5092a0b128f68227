import CFriBidi

/// The order in which the characters of one line stand, by the Unicode Bidirectional Algorithm (UAX #9) as FriBidi has
/// it, with embeddings, isolates and paired brackets.
package struct BidiLine: Sendable, Hashable {
    /// The level of each Unicode scalar, in the text's order: those of even levels run from left to right.
    package let levels: [UInt8]
    /// The scalars as they stand from left to right: at each place the number of the scalar in the text.
    package let order: [Int]

    /// FriBidi's version: a change may bring characters into another order.
    package static let libraryVersion = FRIBIDI_VERSION

    /// The order of a line.
    ///
    /// - Parameters:
    ///   - scalars: The line, without its end.
    ///   - digits: How the digits 0 to 9 count.
    package init(_ scalars: [Unicode.Scalar], direction: TextDirection = .auto, digits: TextOrder.Digits = .asWritten) {
        let count = scalars.count
        guard count > 0, let length = FriBidiStrIndex(exactly: count) else {
            levels = [UInt8](repeating: 0, count: count)
            order = Array(0..<count)
            return
        }
        let text = scalars.map(\.value)
        var types = [FriBidiCharType](repeating: FRIBIDI_TYPE_LTR, count: count)
        fribidi_get_bidi_types(text, length, &types)
        if digits == .arabic {
            for (number, scalar) in scalars.enumerated() where "0"..."9" ~= scalar { types[number] = FRIBIDI_TYPE_AN }
        }
        var brackets = [FriBidiBracketType](repeating: 0, count: count)
        fribidi_get_bracket_types(text, length, types, &brackets)
        var base =
            switch direction {
            case .auto: FRIBIDI_PAR_ON
            case .ltr: FRIBIDI_PAR_LTR
            case .rtl: FRIBIDI_PAR_RTL
            }
        var levels = [FriBidiLevel](repeating: 0, count: count)
        var order = (0..<length).map { $0 }
        // Both give 0 where there is no memory, for which Swift itself knows no other way out.
        let isDone =
            fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, &levels) > 0
            && fribidi_reorder_line(0, types, length, 0, base, &levels, nil, &order) > 0
        precondition(isDone, "no memory to order \(count) characters")
        self.levels = levels.map { UInt8(max(0, $0)) }
        self.order = order.map(Int.init)
    }
}

extension Unicode.Scalar {
    /// What is seen of the character in text from right to left: `)` for `(`; itself where it is no mirrored character.
    package var mirrored: Unicode.Scalar {
        var found: FriBidiChar = 0
        guard fribidi_get_mirror_char(value, &found) != 0 else { return self }
        return Unicode.Scalar(found) ?? self
    }

    /// How it counts for the order of a line.
    package var bidiKind: BidiKind {
        let type = fribidi_get_bidi_type(value)
        switch type {
        case FRIBIDI_TYPE_LTR: return .left
        case FRIBIDI_TYPE_RTL, FRIBIDI_TYPE_AL: return .right
        case FRIBIDI_TYPE_EN: return .number
        case FRIBIDI_TYPE_AN: return .arabicNumber
        case FRIBIDI_TYPE_NSM, FRIBIDI_TYPE_BN: return .mark
        case FRIBIDI_TYPE_WS, FRIBIDI_TYPE_ON, FRIBIDI_TYPE_ES, FRIBIDI_TYPE_ET, FRIBIDI_TYPE_CS: return .neutral
        default: return .control
        }
    }

    /// Scalars of equal keys can take each other's place without a change in the order of a line.
    package var orderKey: OrderKey {
        // What joins a cluster or is mirrored stands for itself alone.
        let isOwn = mirrored != self || !standsAlone
        return OrderKey(type: fribidi_get_bidi_type(value).rawValue, own: isOwn ? value : 0)
    }

    /// Whether it is a letter, digit, sign or space that no other is joined with to one character, as a rule.
    private var standsAlone: Bool {
        if properties.isEmoji, value > 0xFF { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format, .control, .surrogate, .unassigned, .privateUse:
            return false
        default: break
        }
        switch value {
        // Hangul's parts, and letters that take marks of no category of marks.
        case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF, 0xE33, 0xEB3, 0x1F1E6...0x1F1FF: return false
        default: return true
        }
    }
}

/// How a character counts for the order of a line.
package enum BidiKind: Sendable, Hashable {
    /// A letter that runs to the right.
    case left
    /// A letter that runs to the left.
    case right
    /// A digit of a number, which runs to the right, as its parts do.
    case number
    /// An Arabic-Indic digit, which runs to the right; parts of a number with hyphens run to the left.
    case arabicNumber
    /// A mark on a letter, or nothing that is seen.
    case mark
    /// A space or a sign, which goes with what stands around it.
    case neutral
    /// A character that tells the order itself, or ends a line.
    case control
}

/// What a line's order depends on, of one scalar.
package struct OrderKey: Sendable, Hashable {
    fileprivate let type: UInt32
    fileprivate let own: UInt32
}
