import Foundation

/// Python with NumPy, h5py and Pillow, which `scripts/test-tools` installs.
public enum PythonTools {
    /// What a test that is skipped for want of them says.
    public static let absence = "needs NumPy, h5py and Pillow: run scripts/test-tools"

    private static let python = repository.appendingPathComponent("Tests/.venv/bin/python").path

    /// Whether they are there.
    public static let isThere = FileManager.default.fileExists(
        atPath: repository.appendingPathComponent("Tests/.venv/installed").path)

    /// Whether a module is there.
    public static func has(_ module: String) -> Bool {
        isThere && (try? run("import \(module)")) != nil
    }

    /// The path of a file of the repository.
    public static func repositoryFile(_ name: String) -> String { repository.appendingPathComponent(name).path }

    /// What a script prints, white space at the end cut off.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, _ arguments: String...) throws -> String {
        try run(script, arguments: arguments)
    }

    /// What a script prints, white space at the end cut off.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, arguments: [String]) throws -> String {
        try run(script, arguments: arguments, python: python)
    }

    fileprivate static func run(_ script: String, arguments: [String], python: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw FakeSource.Failure(String(decoding: complaint, as: UTF8.self))
        }
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// PyTorch, in an environment of its own, which `scripts/test-tools` installs where it can be had.
public enum TorchTools {
    /// What a test that is skipped for want of it says.
    public static let absence = "needs PyTorch in Tests/.venv-torch: run scripts/test-tools"

    private static let tools = repository.appendingPathComponent("Tests/.venv-torch").path

    /// Whether it is there.
    public static let isThere = FileManager.default.fileExists(atPath: tools + "/installed")

    /// The Python that has it.
    public static let python = tools + "/bin/python"

    /// Whether a module is there as well.
    public static func has(_ module: String) -> Bool {
        isThere && (try? run("import \(module)", arguments: [])) != nil
    }

    /// What a script prints, white space at the end cut off.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, arguments: [String]) throws -> String {
        try PythonTools.run(script, arguments: arguments, python: python)
    }
}

/// Ray and Dask, in an environment of their own, which `scripts/test-tools` installs.
public enum ClusterTools {
    /// What a test that is skipped for want of them says.
    public static let absence = "needs Ray and Dask in Tests/.venv-cluster: run scripts/test-tools"

    private static let tools = repository.appendingPathComponent("Tests/.venv-cluster").path

    /// Whether they are there.
    public static let isThere = FileManager.default.fileExists(atPath: tools + "/installed")

    /// What a script prints, white space at the end cut off.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, arguments: [String]) throws -> String {
        try PythonTools.run(script, arguments: arguments, python: tools + "/bin/python")
    }
}

/// onnx2tf and LiteRT, which want a newer Python; `scripts/test-tools` installs them.
public enum LiteRTTools {
    /// What a test that is skipped for want of them says.
    public static let absence = "needs onnx2tf and LiteRT, which want Python 3.12 or newer: run scripts/test-tools"

    private static let tools = repository.appendingPathComponent("Tests/.venv-litert").path

    /// Whether they are there.
    public static let isThere = FileManager.default.fileExists(atPath: tools + "/installed")

    /// The program onnx2tf.
    public static let converter = tools + "/bin/onnx2tf"

    /// What a script prints, white space at the end cut off.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, _ arguments: String...) throws -> String {
        try PythonTools.run(script, arguments: arguments, python: tools + "/bin/python")
    }
}

/// Real pictures that some tests read: `PLATEN_TEST_DATA`, or `shared/data` beside the repository.
public enum SharedData {
    /// What a test that is skipped for want of them says.
    public static let absence = "needs real data: PLATEN_TEST_DATA names its folder"

    private static let root =
        ProcessInfo.processInfo.environment["PLATEN_TEST_DATA"]
        ?? repository.deletingLastPathComponent().appendingPathComponent("shared/data").path

    /// A folder of it, such as `mnist`.
    public static func folder(_ name: String) -> String { root + "/" + name }

    /// Whether a folder of it is there.
    public static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder(name)) }
}

/// The repository's folder.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
