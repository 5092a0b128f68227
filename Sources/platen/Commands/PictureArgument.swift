import ArgumentParser

/// The argument of every command that writes a picture.
struct PictureArgument: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "The picture to write, PNG or JPEG.",
        completion: .file(extensions: ["png", "jpg", "jpeg"]))
    var output: String

    // Before anything is drawn, which may take a while.
    func validate() throws { try Self.check(output, option: "--output") }

    /// Checks that a picture can be written by this name.
    static func check(_ path: String, option: String) throws {
        guard [".png", ".jpg", ".jpeg"].contains(where: path.lowercased().hasSuffix) else {
            throw ValidationError("\(option) must end in .png, .jpg or .jpeg, got '\(path)'.")
        }
    }
}

extension ParsableCommand {
    /// Checks the index of a sample.
    func validate(index: Int) throws {
        guard (0...1_000_000_000_000).contains(index) else {
            throw ValidationError("--index must be 0...1000000000000, got \(index).")
        }
    }
}
