import Configs
import Foundation

/// onnx2tf (https://github.com/PINTO0309/onnx2tf), which makes TensorFlow Lite's files of ONNX's.
///
/// It is a program in Python, run by itself in a folder of its own, and ended with all that it started where it takes too long.
package struct ModelConverter: Sendable {
    /// The program.
    let path: String
    /// How long it may take.
    var seconds = 600.0
    /// Thrown errors end it.
    var check: @Sendable () throws -> Void = {}

    /// How it can be had, for messages.
    private static let way =
        "it needs Python 3.12 or newer: python3.12 -m venv tflite && tflite/bin/pip install 'onnx2tf>=2.6', then "
        + "--converter tflite/bin/onnx2tf"

    /// Finds the program.
    ///
    /// - Parameters:
    ///   - path: where it is; nil for the one that `PATH` has.
    ///   - seconds: how long it may take.
    ///   - check: asked while it runs; what it throws ends it.
    /// - Throws: `RecognitionError`, if it is not there.
    package init(
        _ path: String?, seconds: Double = 600, check: @escaping @Sendable () throws -> Void = {}
    ) throws(RecognitionError) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard
            let found = path.map({ [$0] })?.first ?? folders.lazy.map({ $0 + "/onnx2tf" }).first(where: Self.isProgram)
        else {
            throw RecognitionError(.missing, "onnx2tf, which writes TensorFlow Lite's files, is not there; \(Self.way)")
        }
        guard Self.isProgram(found) else {
            throw RecognitionError(.missing, "\(found) is no program that can be run; \(Self.way)")
        }
        // It runs in another folder.
        self.path = URL(fileURLWithPath: found).standardizedFileURL.path
        (self.seconds, self.check) = (seconds, check)
    }

    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }

    /// A model's file, and how far what it computes is from what the ONNX file does.
    struct Converted {
        let data: Data
        /// The largest difference of any number, on random pictures.
        let difference: Double
    }

    /// - Throws: `RecognitionError` with one line of what the program said, or what `check` throws.
    func convert(_ onnx: Data) throws -> Converted {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("platen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try onnx.write(to: folder.appendingPathComponent("model.onnx"))
        } catch {
            throw RecognitionError(.unwritable, "cannot write \(folder.path): \(error.systemReason)")
        }
        try run(
            [
                "-i", "model.onnx", "-o", "made", "-coion", "-n",
                // It lets LiteRT and ONNX Runtime compute the same pictures.
                "-ewo", "-ens", "4",
            ], in: folder)
        let made = folder.appendingPathComponent("made")
        guard let data = try? Data(contentsOf: made.appendingPathComponent("model_float32.tflite")),
            let report = try? Data(contentsOf: made.appendingPathComponent("model_accuracy_report.json")),
            let compared = try? JSONDecoder().decode(Report.self, from: report)
        else {
            throw RecognitionError(
                .config, "\(path) wrote no model_float32.tflite with a report beside it: version 2.6 or newer does")
        }
        return Converted(data: data, difference: compared.overall_metrics.max_abs)
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Report: Decodable {
        struct Metrics: Decodable { let max_abs: Double }
        let overall_metrics: Metrics
    }

    private func run(_ arguments: [String], in folder: URL) throws {
        let log = folder.appendingPathComponent("log")
        guard FileManager.default.createFile(atPath: log.path, contents: nil),
            let output = FileHandle(forWritingAtPath: log.path)
        else { throw RecognitionError(.unwritable, "cannot write \(log.path)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        do { try process.run() } catch {
            throw RecognitionError(.missing, "cannot run \(path): \(error.systemReason)")
        }
        let deadline = Date(timeIntervalSinceNow: seconds)
        do {
            while process.isRunning {
                try check()
                guard Date() < deadline else {
                    throw RecognitionError(
                        .config, "\(path) was stopped, as it was not done after \(Int(seconds)) seconds")
                }
                usleep(20_000)
            }
        } catch {
            // It has a group of its own, in which its workers are too.
            kill(-process.processIdentifier, SIGKILL)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            throw error
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let how = process.terminationReason == .exit ? "exit status" : "signal"
            throw RecognitionError(
                .config,
                "\(path) failed (\(how) \(process.terminationStatus); version 2.6 or newer is needed)"
                    + (Self.lastLine(of: log).map { ": \($0)" } ?? ""))
        }
    }

    /// The last line of a log, which names the error where Python ends with one; without what colours it.
    private static func lastLine(of log: URL) -> String? {
        let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
            .replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        let named = lines.last { $0.contains("Error: ") || $0.contains("error: ") } ?? lines.last
        return named.map { $0.count > 300 ? $0.prefix(300) + "…" : $0 }
    }
}
