/// What columns and keys are called that hold a picture's path and its text, in files that say so.
enum FieldNames {
    private static let paths: Set = [
        "filename", "file_name", "file", "filepath", "file_path", "image", "image_name", "image_path", "img",
        "img_name",
        "img_path", "path",
    ]
    private static let texts: Set = [
        "words", "word", "text", "label", "labels", "transcription", "transcript", "ground_truth", "gt",
    ]

    /// A name without its case and the blanks around it.
    private static func plain(_ name: String) -> String {
        String(name.drop(while: \.isWhitespace)).lowercased().replacing(" ", with: "_").trimmingEnd
    }

    static func isPath(_ name: String) -> Bool { paths.contains(plain(name)) }
    static func isText(_ name: String) -> Bool { texts.contains(plain(name)) }

    static func isSplit(_ name: String) -> Bool { plain(name) == "split" }

    /// For messages.
    static let description = "a name such as file_name for the picture and one such as text for what is written on it"
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last == "_" { text.removeLast() }
        return text
    }
}
