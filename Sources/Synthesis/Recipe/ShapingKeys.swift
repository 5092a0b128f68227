import Configs
import Foundation
import Typography

/// A language whose forms of letters are asked of a face: `sr`, `mr`, `zh-Hant-HK`.
struct LanguageTag: Configurable, Hashable {
    /// A BCP 47 tag.
    let tag: String

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.utf8.count), language.allSatisfy(\.isASCIILetter),
            parts.dropFirst().allSatisfy({ (1...8).contains($0.utf8.count) && $0.allSatisfy(\.isASCIILetterOrDigit) })
        else {
            throw node.error(
                "expected \(Self.expected), got '\(text.prefix(60))'",
                hint: text.contains("_") ? "join its parts with '-': \(text.replacing("_", with: "-").prefix(60))" : nil
            )
        }
        guard Locale.LanguageCode(String(language)).isISOLanguage else {
            throw node.error(
                "unknown language '\(language)'", hint: "give a code of ISO 639, such as en, ar, sr or mr")
        }
        tag = text
    }

    var encoded: ConfigValue { .string(tag) }
    static let expected = "a language tag such as sr or zh-Hant"
    static var schema: ConfigSchema { .string(pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$") }
}

/// A script by its code in ISO 15924: `Arab`, `Deva`.
struct ScriptCode: Configurable, Hashable {
    let code: String

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        guard text.utf8.count == 4, text.allSatisfy(\.isASCIILetter) else {
            throw node.error("expected \(Self.expected), got '\(text.prefix(60))'")
        }
        guard Locale.Script(text).isISOScript else {
            throw node.error(
                "unknown script '\(text)'", hint: "give a code of ISO 15924, such as Latn, Arab, Deva or Cyrl")
        }
        code = text
    }

    var encoded: ConfigValue { .string(code) }
    static let expected = "a script of four letters such as Arab or Deva"
    static var schema: ConfigSchema { .string(pattern: "^[A-Za-z]{4}$") }
}

/// An OpenType feature: `tnum`, or `ss01=2`, or `calt=0` to switch it off.
struct FontFeature: Configurable, Hashable {
    /// Four letters or digits.
    let tag: String
    /// 0 for off, 1 for on, more for one of several forms.
    let value: UInt32

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 1 ? 1 : UInt32(parts[1]).flatMap { $0 < 65536 ? $0 : nil }
        guard let tag = parts.first, tag.utf8.count == 4, tag.allSatisfy(\.isASCIILetterOrDigit), let value else {
            throw node.error(
                "expected \(Self.expected), got '\(text.prefix(60))'",
                hint: "write four letters or digits, and a number of 0 to 65535 after a '=' if it is not 1")
        }
        self.tag = String(tag)
        self.value = value
    }

    var encoded: ConfigValue { .string(value == 1 ? tag : "\(tag)=\(value)") }
    static let expected = "an OpenType feature such as tnum or ss01=2"
    static var schema: ConfigSchema { .string(pattern: "^[A-Za-z0-9]{4}(=[0-9]+)?$") }
}

extension TypeRecipe {
    /// What is asked of HarfBuzz.
    var shaping: ShapingFeatures {
        ShapingFeatures(
            kerning: kerning, ligatures: ligatures, language: language?.tag, script: script?.code,
            switches: features.map { ShapingFeatures.Switch(tag: $0.tag, value: $0.value) })
    }

    func validate() throws(ConfigProblem) {
        for (number, feature) in features.enumerated()
        where features[..<number].contains(where: { $0.tag == feature.tag }) {
            throw ConfigProblem(key: "features", "names '\(feature.tag)' twice")
        }
        try validatePath()
    }
}

extension Character {
    fileprivate var isASCIILetter: Bool { isASCII && isLetter }
    fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
