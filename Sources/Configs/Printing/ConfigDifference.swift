/// A key with one value in a config and another in a second one.
package struct ConfigDifference: Sendable, Hashable, CustomStringConvertible {
    /// The path of the key, such as `data.train[0].recipe`.
    package let key: String
    /// The older value on one line; `none` where there is none.
    package let old: String
    /// The newer value likewise.
    package let new: String

    /// `training.steps is 200 and was 100`.
    package var description: String { "\(key) is \(new) and was \(old)" }
}

extension ConfigValue {
    /// Where this value is not the same as an older one: key by key, and in lists of one length item by item.
    package func differences(from older: ConfigValue) -> [ConfigDifference] {
        var found: [ConfigDifference] = []
        compare(older, at: "", into: &found)
        return found
    }

    private func compare(_ older: ConfigValue, at key: String, into found: inout [ConfigDifference]) {
        guard self != older else { return }
        switch (older, self) {
        case (.mapping(let before), .mapping(let now)) where !Set(before.map(\.key)).isDisjoint(with: now.map(\.key)):
            for entry in now {
                let old = before.first { $0.key == entry.key }?.value ?? .null
                entry.value.compare(old, at: key.isEmpty ? entry.key : key + "." + entry.key, into: &found)
            }
            for entry in before where !now.contains(where: { $0.key == entry.key }) {
                ConfigValue.null.compare(
                    entry.value, at: key.isEmpty ? entry.key : key + "." + entry.key, into: &found)
            }
        case (.list(let before), .list(let now)) where before.count == now.count:
            for (index, pair) in zip(before, now).enumerated() {
                pair.1.compare(pair.0, at: "\(key)[\(index)]", into: &found)
            }
        default: found.append(ConfigDifference(key: key, old: older.shown, new: shown))
        }
    }

    private var shown: String { self == .null ? "none" : shortened(onOneLine) }
}
