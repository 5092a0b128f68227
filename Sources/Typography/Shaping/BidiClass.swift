/// The way in which a character runs: its class in the Unicode Bidirectional Algorithm (UAX #9).
///
/// The standard library does not tell the class; the blocks below hold what text in living scripts needs.
enum BidiClass {
    case left, right, arabic
    case europeanNumber, arabicNumber
    case numberSign, numberUnit, numberSeparator
    case mark, space, neutral

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0xB2...0xB3, 0xB9, 0x6F0...0x6F9, 0x2070...0x2079, 0x2080...0x2089, 0xFF10...0xFF19,
            0x1D7CE...0x1D7FF:
            self = .europeanNumber
        case 0x600...0x605, 0x660...0x669, 0x66B...0x66C, 0x6DD:
            self = .arabicNumber
        case 0x2B, 0x2D, 0x207A...0x207B, 0x208A...0x208B, 0x2212, 0xFF0B, 0xFF0D:
            self = .numberSign
        case 0x23...0x25, 0xA2...0xA5, 0xB0...0xB1, 0x609...0x60A, 0x66A, 0x2030...0x2034, 0x20A0...0x20CF, 0x212E:
            self = .numberUnit
        case 0x2C, 0x2E...0x2F, 0x3A, 0xA0, 0x60C, 0x202F, 0x2044:
            self = .numberSeparator
        case 0x200E:
            self = .left
        case 0x200F:
            self = .right
        case 0x61C:
            self = .arabic
        default:
            self.init(category: scalar)
        }
    }

    private init(category scalar: Unicode.Scalar) {
        let properties = scalar.properties
        if properties.isWhitespace {
            self = .space
            return
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format:
            self = .mark
            return
        default: break
        }
        switch scalar.value {
        case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10EBF, 0x10F00...0x10FFF, 0x1E800...0x1EC6F:
            self = .right
        case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE, 0x1EE00...0x1EEFF:
            self = .arabic
        default:
            switch properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
                .decimalNumber, .letterNumber:
                self = .left
            default:
                self = .neutral
            }
        }
    }
}
