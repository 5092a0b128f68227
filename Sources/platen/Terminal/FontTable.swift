import Configs
import Foundation
import Synthesis
import Typography

extension FontSurvey {
    /// How many faces, and which characters: `26 faces, 10 characters: 0123456789`.
    var headline: String {
        let faces = entries.count == 1 ? "1 face" : "\(entries.count.grouped) faces"
        let characters = alphabet.count == 1 ? "1 character" : "\(alphabet.count.grouped) characters"
        return "\(faces), \(characters): \(shown(alphabet, atMost: 72))"
    }

    /// The faces for a person: a line each, in columns.
    var table: String {
        let hasUses = entries.contains { $0.use != .all }
        let hasHabits = entries.contains { $0.habit != nil }
        var rows = [
            ["family", "style", "covers", "missing"] + (hasUses ? ["used by"] : []) + (hasHabits ? ["remark"] : [])
                + ["licence"]
        ]
        for entry in entries {
            rows.append(
                [entry.face.family, entry.face.style, entry.coverageText, shown(entry.missing, atMost: 12)]
                    + (hasUses ? [entry.use.rawValue] : []) + (hasHabits ? [entry.habit?.rawValue ?? ""] : [])
                    + [entry.licenceText])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                .trimmingCharacters(in: .whitespaces)
        }
        return ([headline, ""] + lines).joined(separator: "\n")
    }

    /// Characters in a row, the first ones of many; blanks and marks by their code points.
    private func shown(_ characters: [Character], atMost count: Int) -> String {
        let text = characters.prefix(count).map { character in
            let isPlain = character.unicodeScalars.first.map {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .nonspacingMark
                    && $0.properties.generalCategory != .spacingMark && $0.properties.generalCategory != .format
            }
            if isPlain == true { return String(character) }
            return character.unicodeScalars.map { "<" + String(format: "%04X", $0.value) + ">" }.joined()
        }.joined()
        return text + (characters.count > count ? " and \((characters.count - count).grouped) more" : "")
    }
}

extension FontSurvey.Entry {
    /// `100 %`; `99.9 %` where little is missing.
    var coverageText: String {
        if missing.isEmpty { return "100 %" }
        let percent = coverage * 100
        return percent > 99 ? String(format: "%.1f %%", min(99.9, percent)) : "\(Int(percent)) %"
    }

    /// What a specimen says of a face.
    var remark: String {
        "covers \(coverageText)" + (use == .all || use == .train ? "" : ", \(use.rawValue)")
            + (habit.map { ", \($0.rawValue)" } ?? "")
    }

    /// The licence on a line: as the font names it, or as the catalogue does where the font says too much or nothing.
    fileprivate var licenceText: String {
        let stated = face.licence ?? ""
        let known =
            #/((SIL )?Open Font License|Apache License|GNU General Public License)(,? [Vv]ersion [0-9.]*[0-9])?/#
        if let name = stated.firstMatch(of: known)?.0 { return String(name) }
        if !stated.isEmpty, stated.count <= 48 { return stated }
        if let catalogLicence { return catalogLicence + " (catalogue)" }
        return stated.isEmpty ? "not stated" : stated.prefix(59) + "…"
    }
}
