import ArgumentParser
import Configs
import Synthesis

struct TextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Print a recipe's labels alone, one a line.",
        discussion: """
            To judge a recipe's texts before anything is drawn: no font is opened, and a million labels take seconds. \
            Sample 123456 of the dataset has the label that --start 123456 prints first.
            """)

    @OptionGroup var recipe: RecipeArguments

    @Option(name: [.customShort("n"), .long], help: "How many labels (default: 50, or as many as the split has).")
    var count: Int?

    @Option(help: "The split: train, val or test.")
    var split: SplitArgument = .train

    @Option(help: "The first label's index.")
    var start = 0

    @Flag(help: "Add what is drawn, behind a tab, where it is not the label.")
    var display = false

    @Flag(help: "Print a list in JSON: index, label, and display where another text is drawn.")
    var json = false

    func validate() throws {
        if let count, !(1...1_000_000_000_000).contains(count) {
            throw ValidationError("--count must be 1...1000000000000, got \(count).")
        }
        guard (0...1_000_000_000_000).contains(start) else {
            throw ValidationError("--start must be 0...1000000000000, got \(start).")
        }
    }

    func run() async throws {
        let source = try LabelSource(try recipe.load())
        Terminal.notes(source.notes)
        let left = source.recipe.samples[split.split] - start
        let end = start + (count ?? (left > 0 ? min(50, left) : 50))
        var lines: [UInt8] = []
        do {
            for index in start..<end {
                let text = try source.text(at: index, in: split.split)
                if json {
                    lines += Self.item(index, text.label, text.display, isFirst: index == start).utf8
                    if lines.count > 1 << 16 { try Self.print(&lines) }
                    continue
                }
                lines.append(line: text.label)
                if display, text.display != text.label {
                    lines.append(UInt8(ascii: "\t"))
                    lines.append(line: text.display)
                }
                lines.append(UInt8(ascii: "\n"))
                // The first screen at once, the rest in large pieces.
                if lines.count > 1 << 16 || index == start + 100 { try Self.print(&lines) }
            }
        } catch let error as SynthesisError {
            // What came before the error is good.
            try Self.print(&lines)
            throw error
        }
        if json { lines += "\n]\n".utf8 }
        try Self.print(&lines)
    }

    /// A label in the list, with what stands before it.
    private static func item(_ index: Int, _ label: String, _ display: String, isFirst: Bool) -> String {
        var entries: [ConfigValue.Entry] = [.init("index", .int(index)), .init("label", .string(label))]
        if display != label { entries.append(.init("display", .string(display))) }
        return (isFirst ? "[\n" : ",\n") + ConfigValue.mapping(entries).compactJSON
    }

    private static func print(_ lines: inout [UInt8]) throws {
        try Terminal.print(bytes: lines)
        lines.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    /// Appends a text as a part of one line: a line break or a tab in it as `\n` or `\t`.
    fileprivate mutating func append(line text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard bytes.contains(where: { $0 < 0x20 }) else {
                append(contentsOf: bytes)
                return
            }
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                append(contentsOf: (scalar.value < 0x20 ? scalar.escaped(asASCII: true) : String(scalar)).utf8)
            }
        }
    }
}
