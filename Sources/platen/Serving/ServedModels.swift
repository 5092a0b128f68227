import ArgumentParser
import Foundation
import Service

/// The models that `--model [NAME=]FILE` names.
enum ServedModels {
    /// The models and their names: what stands before '=', or the file's name.
    ///
    /// - Throws: `RecognitionError`, where there is no model of a plain name.
    static func named(_ arguments: [String]) throws -> [ServiceSettings.Model] {
        try parted(arguments).map { ServiceSettings.Model(name: $0.name, path: try SharedFile.model($0.argument)) }
    }

    /// The names, and the arguments that say which model is meant.
    private static func parted(_ arguments: [String]) -> [(name: String, argument: String)] {
        arguments.map { argument in
            if let sign = argument.firstIndex(of: "="), isName(argument[..<sign]) {
                return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
            }
            let file = URL(fileURLWithPath: argument)
            let stem = file.deletingPathExtension().lastPathComponent
            // The best of a run is called as the run is.
            let isOfRun = ["best", "last"].contains(stem)
            let name = isOfRun ? file.deletingLastPathComponent().lastPathComponent : stem
            let plain = String(name.map { isName(String($0)) ? $0 : "-" })
            return (plain.isEmpty ? "model" : plain, argument)
        }
    }

    /// The models that were named, or where none was, the one that came with the program.
    ///
    /// - Throws: `ServiceError`, where none came with it.
    static func orShipped(_ arguments: [String]) throws(ServiceError) -> [String] {
        guard arguments.isEmpty else { return arguments }
        guard let path = SharedFile.path(of: shipped) else {
            throw ServiceError(
                .missing,
                "no model is named, and none came with the program (there is no \(shipped)): name one with --model FILE; "
                    + "`platen train configs/train-drawn-digits.yml --output out/drawn-digits` makes one that reads drawn digits"
            )
        }
        return [path]
    }

    /// The model of drawn digits.
    private static let shipped = "models/digits.safetensors"

    /// Checks that there is a model, and that each has a name of its own.
    ///
    /// - Throws: `ValidationError`.
    static func check(_ arguments: [String]) throws {
        if arguments.isEmpty { throw ValidationError("--model is missing: the file of a model.") }
        let names = parted(arguments).map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw ValidationError("Two models are called '\(twice)'; name them: --model NAME=FILE.")
        }
        if let bad = names.first(where: { !isName($0) }) {
            throw ValidationError("A model's name has letters, digits, '.', '_' and '-', got '\(bad)'.")
        }
    }

    private static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 100
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
