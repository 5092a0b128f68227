extension AnnotationFormat {
    /// Why the format has no way to write a label so that readers get the same label back, or nil where it has.
    public func reasonItCannotHold(_ label: String) -> String? {
        switch kind {
        case .mjsynth:
            return Layout.reasonItIsNoMJSynthName(label)
        case .simple:
            if let reason = label.reasonItIsNoLine { return reason }
            return label.hasOuterSpace ? "readers cut white space off its ends" : nil
        case .icdar2013:
            return label.reasonItIsNoLine ?? Self.reasonItIsNotASCII(label, instead: .icdar2015)
        case .icdar2013Detection:
            if label == "###" { return "it stands for text that is not to be read" }
            return label.reasonItIsNoLine ?? Self.reasonItIsNotASCII(label, instead: .icdar2015Detection)
        case .icdar2015:
            return label.reasonItIsNoLine
        case .icdar2015Detection:
            if let reason = label.reasonItIsNoLine { return reason }
            if label == "###" { return "it stands for text that is not to be read" }
            if label.hasOuterSpace { return "readers cut white space off its ends" }
            if label.utf8.count >= 2 && label.utf8.first == UInt8(ascii: "\"") && label.utf8.last == UInt8(ascii: "\"")
            {
                return "readers take quotation marks around it off"
            }
            return nil
        }
    }

    private static func reasonItIsNotASCII(_ label: String, instead: AnnotationFormat) -> String? {
        label.utf8.allSatisfy { $0 < 0x80 } ? nil : "its files are ASCII; use \(instead.name), which is UTF-8"
    }

    /// What some readers make of a label that the format itself can hold, or nil where all agree.
    func warning(_ label: String) -> String? {
        switch kind {
        case .simple where label.hasSpace:
            "simple: labels with spaces, of which readers that split at white space see the first word only"
        case .icdar2013, .icdar2015:
            if label.utf8.contains(where: {
                $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            }) {
                "\(name): labels with a comma, quotation mark or backslash, "
                    + "which readers other than the official ones cut or alter"
            } else if label == "#" {
                "\(name): labels '#', which some readers take for text that is not to be read"
            } else {
                nil
            }
        default: nil
        }
    }
}
