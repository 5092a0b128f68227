import Configs
import Foundation

/// A language and a country whose names of months and days are used: `en_GB`, `de`, `zh_Hans_CN`.
struct DateLocale: Configurable, Hashable {
    /// The identifier, with underscores.
    let identifier: String

    init(_ identifier: String) {
        self.identifier = identifier
    }

    init(from node: ConfigNode) throws(ConfigError) {
        let text = try String(from: node)
        let identifier = text.replacingOccurrences(of: "-", with: "_")
        guard Self.isKnown(identifier) else {
            let isExtended = text.contains("@") || text.contains("-u-")
            let nearest = nearestName(to: identifier, among: Self.known)
            throw node.error(
                "unknown locale '\(text.prefix(60))'",
                hint: isExtended
                    ? "name the language and the country alone; 'numbering' and 'calendar' set the rest"
                    : nearest.map { "did you mean '\($0)'?" }
                        ?? "give a language, or a language and a country: de, en_GB, pt_BR, zh_Hans_CN")
        }
        self.identifier = identifier
    }

    var encoded: ConfigValue { .string(identifier) }
    static let expected = "a locale such as en_GB"
    static var schema: ConfigSchema { .string(pattern: "^[A-Za-z]{2,3}([_-][A-Za-z0-9]+)*$") }

    private static let known = Locale.availableIdentifiers.sorted()
    private static let knownSet = Set(known)

    /// Whether there are names for the locale; the script may be left out where it goes without saying.
    private static func isKnown(_ identifier: String) -> Bool {
        if knownSet.contains(identifier) { return true }
        guard identifier.utf8.allSatisfy({ $0 == 0x5F || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
            return false
        }
        let full = Locale.Language(identifier: identifier).maximalIdentifier.replacingOccurrences(of: "-", with: "_")
        return identifier.contains("_") && knownSet.contains(full)
    }
}
