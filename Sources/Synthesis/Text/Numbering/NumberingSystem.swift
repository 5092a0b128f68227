import Configs

/// A way to write whole numbers: ten digits that stand in a row in Unicode, by the name that CLDR gives them.
///
/// These are all of CLDR's numbering systems of that kind; Chinese and Roman numerals, say, are not.
enum NumberingSystem: String, ConfigEnum {
    case adlm, ahom, arab, arabext, bali, beng, bhks, brah, cakm, cham, deva, diak, fullwide, gara, gong, gonm
    case gujr, gukh, guru, hmng, hmnp, java, kali, kawi, khmr, knda, krai, lana, lanatham, laoo, latn, lepc
    case limb, mathbold, mathdbl, mathmono, mathsanb, mathsans, mlym, modi, mong, mroo, mtei, mymr, mymrepka
    case mymrpao, mymrshan, mymrtlng, nagm, newa, nkoo, olck, onao, orya, osma, outlined, rohg, saur, segment
    case shrd, sind, sinh, sora, sund, sunu, takr, talu, tamldec, telu, thai, tibt, tirh, tnsa, vaii, wara, wcho

    /// The digit 0; the others follow it.
    var zero: Unicode.Scalar {
        switch self {
        case .adlm: "\u{1E950}"
        case .ahom: "\u{11730}"
        case .arab: "\u{0660}"
        case .arabext: "\u{06F0}"
        case .bali: "\u{1B50}"
        case .beng: "\u{09E6}"
        case .bhks: "\u{11C50}"
        case .brah: "\u{11066}"
        case .cakm: "\u{11136}"
        case .cham: "\u{AA50}"
        case .deva: "\u{0966}"
        case .diak: "\u{11950}"
        case .fullwide: "\u{FF10}"
        case .gara: "\u{10D40}"
        case .gong: "\u{11DA0}"
        case .gonm: "\u{11D50}"
        case .gujr: "\u{0AE6}"
        case .gukh: "\u{16130}"
        case .guru: "\u{0A66}"
        case .hmng: "\u{16B50}"
        case .hmnp: "\u{1E140}"
        case .java: "\u{A9D0}"
        case .kali: "\u{A900}"
        case .kawi: "\u{11F50}"
        case .khmr: "\u{17E0}"
        case .knda: "\u{0CE6}"
        case .krai: "\u{16D70}"
        case .lana: "\u{1A80}"
        case .lanatham: "\u{1A90}"
        case .laoo: "\u{0ED0}"
        case .latn: "\u{0030}"
        case .lepc: "\u{1C40}"
        case .limb: "\u{1946}"
        case .mathbold: "\u{1D7CE}"
        case .mathdbl: "\u{1D7D8}"
        case .mathmono: "\u{1D7F6}"
        case .mathsanb: "\u{1D7EC}"
        case .mathsans: "\u{1D7E2}"
        case .mlym: "\u{0D66}"
        case .modi: "\u{11650}"
        case .mong: "\u{1810}"
        case .mroo: "\u{16A60}"
        case .mtei: "\u{ABF0}"
        case .mymr: "\u{1040}"
        case .mymrepka: "\u{116DA}"
        case .mymrpao: "\u{116D0}"
        case .mymrshan: "\u{1090}"
        case .mymrtlng: "\u{A9F0}"
        case .nagm: "\u{1E4F0}"
        case .newa: "\u{11450}"
        case .nkoo: "\u{07C0}"
        case .olck: "\u{1C50}"
        case .onao: "\u{1E5F1}"
        case .orya: "\u{0B66}"
        case .osma: "\u{104A0}"
        case .outlined: "\u{1CCF0}"
        case .rohg: "\u{10D30}"
        case .saur: "\u{A8D0}"
        case .segment: "\u{1FBF0}"
        case .shrd: "\u{111D0}"
        case .sind: "\u{112F0}"
        case .sinh: "\u{0DE6}"
        case .sora: "\u{110F0}"
        case .sund: "\u{1BB0}"
        case .sunu: "\u{11BF0}"
        case .takr: "\u{116C0}"
        case .talu: "\u{19D0}"
        case .tamldec: "\u{0BE6}"
        case .telu: "\u{0C66}"
        case .thai: "\u{0E50}"
        case .tibt: "\u{0F20}"
        case .tirh: "\u{114D0}"
        case .tnsa: "\u{16AC0}"
        case .vaii: "\u{A620}"
        case .wara: "\u{118E0}"
        case .wcho: "\u{1E2F0}"
        }
    }

    /// The text with the Western digits in it replaced by these.
    func write(_ western: String) -> String {
        if self == .latn { return western }
        var text = String.UnicodeScalarView()
        for scalar in western.unicodeScalars { text.append(digit(for: scalar) ?? scalar) }
        return String(text)
    }

    /// The digit that takes the place of a Western one; nil for everything else.
    private func digit(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard ("0"..."9").contains(scalar) else { return nil }
        return Unicode.Scalar(zero.value + scalar.value - Unicode.Scalar("0").value)
    }
}
