/// What image files are called.
///
/// All paths start with the split's name and use `/`.
public enum Layout: String, Sendable, Hashable, CaseIterable, Codable {
    /// `train/000123.png`: the index, padded to the same width throughout the split, at least 6 digits.
    case flat
    /// `train/000/123/000123456.png`: at most 1000 files or folders in a folder.
    case fanned
    /// `train/1/2/3/123456789.png`: the label, in folders of its first three characters.
    case label
    /// `train/123456789.png`: the label, in the split's folder.
    case flatLabel = "flat_label"
    /// `train/2/7/115_Lube_16114.jpg`: 1000 images (IDX 1 to 1000) a folder, 10 folders (1 to 10) a parent,
    /// the parents counted from 1; the last number is the line of `lexicon.txt`, from 0.
    case mjsynth
    /// `train/word_1.png`: numbered from 1.
    case icdar

    /// Why the layout has no file name for a label, or nil where it has one.
    package func reasonItCannotHold(_ label: String) -> String? {
        switch self {
        case .flat, .fanned, .icdar: nil
        case .label:
            label.count < 3
                ? "its first three characters name the folders, and it has only \(label.count)"
                : Self.reasonItIsNoFileName(label)
        case .flatLabel: label.isEmpty ? "it is empty" : Self.reasonItIsNoFileName(label)
        case .mjsynth: Self.reasonItIsNoMJSynthName(label)
        }
    }

    /// Whether images are named after their labels, so that no two labels may be equal.
    var namesImagesAfterLabels: Bool { self == .label || self == .flatLabel }

    private static func reasonItIsNoFileName(_ label: String) -> String? {
        for character in label where !character.isSafeInPaths {
            return "\(character.quoted) is not safe in a file name; letters, digits and '-' are"
        }
        // The split's folders are short; the name alone meets the limit of 255 bytes.
        guard label.utf8.count <= 250 else { return "the file name would be longer than 255 bytes" }
        return nil
    }

    static func reasonItIsNoMJSynthName(_ label: String) -> String? {
        if let reason = label.reasonItIsNoLine { return reason }
        for character in label {
            if character.unicodeScalars.contains(where: \.properties.isWhitespace) {
                return "its lines are split at white space, and the label has some"
            }
            if character == "_" { return "'_' separates the parts of the file name there" }
            if character.unicodeScalars.contains("/") { return "'/' cannot be in a file name" }
        }
        // IDX_, _LEX and .jpg take up to 4 + 1 + 20 + 4 bytes.
        guard label.utf8.count <= 220 else { return "the file name would be longer than 255 bytes" }
        return nil
    }
}
