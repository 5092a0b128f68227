import Samples

extension DatasetFormat {
    /// `2b827.png` in one flat folder: the label is the file's name without its last extension.
    public static let fileName = DatasetFormat(WrittenNames())
    /// `label_0.jpg`, as TextRecognitionDataGenerator names its pictures where it is not told otherwise.
    public static let trdg = DatasetFormat(FileNameFormat(name: "trdg", example: "label_0.jpg"))
}

/// Pictures that are named after their labels, and nothing else: the layout says it all.
struct WrittenNames: FolderFormat, WrittenFormat {
    private let read = FileNameFormat(name: "file_name", example: "label.png")

    var name: String { read.name }
    var example: String { read.example }
    func recognizes(_ folder: PictureFolder) -> Bool { read.recognizes(folder) }
    func reads(_ name: String) -> Bool { read.reads(name) }
    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable {
        try read.table(of: folder, &findings)
    }

    let neededLayout: Layout? = .flatLabel

    func reasonItCannotHold(_ label: String) -> String? { Layout.flatLabel.reasonItCannotHold(label) }
}

/// Pictures that are named after their labels.
struct FileNameFormat: FolderFormat {
    let name: String
    let example: String

    /// Whether a number stands behind the label.
    private var isNumbered: Bool { name == "trdg" }

    func recognizes(_ folder: PictureFolder) -> Bool {
        guard !folder.pictures.isEmpty else { return false }
        guard isNumbered else { return true }
        // The generator's boxes or masks beside its pictures say whose names these are.
        let names = Set(folder.names)
        let isBoxed = folder.pictures.contains { names.contains(ImagePaths.stemName(of: $0) + Self.boxEnding) }
        return (isBoxed || !folder.masks.isEmpty)
            && folder.pictures.allSatisfy { Self.number(behind: ImagePaths.stemName(of: $0)[...]) != nil }
    }

    private static let boxEnding = "_boxes.txt"

    func reads(_ name: String) -> Bool { isNumbered && (name.hasSuffix(Self.boxEnding) || name.hasSuffix(".box")) }

    func table(of folder: PictureFolder, _ findings: inout Findings) throws -> any RowTable {
        if !isNumbered, let note = Self.doubt(folder) { findings.note(note) }
        return try NameTable(folder: folder.path, names: folder.pictures, &findings) { [self] name throws(RowProblem) in
            // A name that is not UTF-8 was put right on its way here, and cannot be opened.
            if name.unicodeScalars.contains("\u{FFFD}") {
                throw RowProblem("the file's name is not UTF-8: rename it")
            }
            var label = name.utf8.lastIndex(of: .dot).map { name[..<$0] } ?? name[...]
            if isNumbered {
                guard let (text, _) = Self.number(behind: label) else {
                    throw RowProblem("the name does not end in '_' and a number, such as \(example)")
                }
                label = text
            }
            return try StoredRow(path: name, label: String(label)).checked(keepingBlanks: true, example: example) {
                name
            }
        }
    }

    /// `label` and 12 of `label_12`.
    private static func number(behind stem: Substring) -> (text: Substring, number: Int)? {
        guard let bar = stem.utf8.lastIndex(of: .underscore) else { return nil }
        let digits = stem[stem.utf8.index(after: bar)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            return nil
        }
        return (stem[..<bar], number)
    }

    /// What speaks against names that are labels: they are numbered from end to end.
    private static func doubt(_ folder: PictureFolder) -> String? {
        var numbers: Set<Int> = []
        var texts: Set<Substring> = []
        for name in folder.pictures {
            let stem = name.utf8.lastIndex(of: .dot).map { name[..<$0] } ?? name[...]
            guard let (text, number) = number(behind: stem), numbers.insert(number).inserted else { return nil }
            if texts.count < 2 { texts.insert(text) }
        }
        guard numbers.count > 1, let first = numbers.min(), first < 2, numbers.max() == first + numbers.count - 1 else {
            return nil
        }
        let what =
            "\(folder.path): the names of all images end in a number, _\(first) to _\(first + numbers.count - 1), "
        return texts.count > 1
            ? what + "and the labels with them: give the format trdg if the label stands before it, as "
                + "TextRecognitionDataGenerator has it"
            : what
                + "and differ in nothing else, but they are taken for labels: is there a file that tells what is written?"
    }
}
