import Samples

/// The file names that a plan gives its images, relative to the dataset's folder.
struct ImagePaths: Sendable {
    private let layout: Layout
    private let fileExtension: String
    /// Digits of an index, by split.
    private let widths: SplitCounts

    init(_ plan: DatasetPlan) {
        layout = plan.layout
        fileExtension = plan.image.fileExtension
        var widths = SplitCounts()
        for split in Split.allCases {
            let digits = String(max(0, plan.indices(of: split).upperBound - 1)).count
            widths[split] = plan.layout == .fanned ? max(9, (digits + 2) / 3 * 3) : max(6, digits)
        }
        self.widths = widths
    }

    /// Appends the path of an image.
    ///
    /// - Parameters:
    ///   - line: the label's line in the file `lexicon`.
    ///   - ending: what the name ends in, where the image is kept as it came.
    func append(
        split: Split, index: Int, line: Int, label: String, ending: String? = nil, to path: inout [UInt8]
    ) {
        path.append(split.rawValue)
        path.append(.slash)
        switch layout {
        case .flat:
            path.append(decimal: index, width: widths[split])
        case .fanned:
            let start = path.count
            path.append(decimal: index, width: widths[split])
            let stem = [UInt8](path[start...])
            path.removeSubrange(start...)
            for group in stride(from: 0, to: stem.count - 3, by: 3) {
                path.append(contentsOf: stem[group..<group + 3])
                path.append(.slash)
            }
            path.append(contentsOf: stem)
        case .label:
            for character in label.prefix(3) {
                path.append(contentsOf: character.utf8)
                path.append(.slash)
            }
            path.append(label)
        case .flatLabel:
            path.append(label)
        case .mjsynth:
            path.append(decimal: index / 10_000 + 1)
            path.append(.slash)
            path.append(decimal: index / 1000 % 10 + 1)
            path.append(.slash)
            path.append(decimal: index % 1000 + 1)
            path.append(.underscore)
            path.append(label)
            path.append(.underscore)
            path.append(decimal: line)
        case .icdar:
            path.append("word_")
            path.append(decimal: index + 1)
        }
        path.append(.dot)
        path.append(ending ?? fileExtension)
    }

    /// Appends the path of the mask that belongs to an image.
    static func appendMask(of image: [UInt8], to path: inout [UInt8]) {
        path.append(maskFolder)
        path.append(.slash)
        path.append(contentsOf: image[..<stem(of: image).upperBound])
        path.append(".png")
    }

    /// Where masks lie.
    static let maskFolder = "masks"

    /// The part of a path between the last slash and the last dot.
    static func stem(of path: [UInt8]) -> Range<Int> {
        let start = (path.lastIndex(of: .slash) ?? -1) + 1
        let end = path.lastIndex(of: .dot) ?? path.count
        return start..<max(start, end)
    }
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")
    static let underscore = UInt8(ascii: "_")
    static let space = UInt8(ascii: " ")
    static let comma = UInt8(ascii: ",")
    static let quotationMark = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
