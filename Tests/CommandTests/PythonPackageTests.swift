import Foundation
import TestSupport
import Testing

/// The Python package: its own tests, by the program that was just built.
@Suite struct PythonPackageTests {
    /// What became of a module's tests.
    private struct Outcome: Decodable {
        let run: Int
        let skipped: [Skipped]

        /// A test, or a class of tests, that was not run, and why.
        struct Skipped: Decodable, Hashable {
            let test: String
            let reason: String
        }
    }

    private static let script = """
        import faulthandler, json, os, signal, sys, unittest
        # Threads of the tests take no signals, and what they start would take none either.
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        faulthandler.dump_traceback_later(900, exit=True)
        package, program, *names = sys.argv[1:]
        os.environ.update(PLATEN=program, PYTHONPATH=package)
        sys.path[:0] = [package, package + "/tests"]
        result = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromNames(names))
        skipped = [{"test": test.id(), "reason": reason} for test, reason in result.skipped]
        print(json.dumps({"run": result.testsRun, "skipped": skipped}))
        sys.exit(0 if result.wasSuccessful() else 1)
        """

    /// Runs tests by their names; what was skipped in them is told.
    ///
    /// - Parameter python: runs a script with arguments by the Python of one of the environments, and gives what it prints.
    private func run(_ names: [String], by python: (String, [String]) throws -> String) throws {
        let program = try Program.built.path
        let arguments = [PythonTools.repositoryFile("python"), program] + names
        let text = try python(Self.script, arguments)
        let outcome = try JSONDecoder().decode(Outcome.self, from: Data(text.utf8))
        // Some versions of unittest do not count those that they skip.
        let count = max(outcome.run, outcome.skipped.count)
        #expect(count > 0, "\(names) has no tests")
        guard !outcome.skipped.isEmpty else { return }
        let reasons = Set(outcome.skipped.map(\.reason)).sorted().joined(separator: "; ")
        let told = "\(outcome.skipped.count) of \(count) tests were skipped: \(reasons)"
        #if compiler(>=6.3)
            guard outcome.skipped.count < count else { try Test.cancel("\(told)") }
            Issue.record("\(names.joined(separator: ", ")): \(told)", severity: .warning)
        #else
            print("note: \(names.joined(separator: ", ")): \(told)")
        #endif
    }

    @Test(
        .enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)),
        arguments: [
            ["test_recipe"], ["test_stream"], ["test_process"], ["test_reading"],
            [
                "test_notebook.NotebookTests.test_samples_and_datasets",
                "test_notebook.NotebookTests.test_pictures_are_inside",
            ],
        ])
    func testsOfThePackage(names: [String]) throws { try run(names, by: PythonTools.run(_:arguments:)) }

    @Test(
        .enabled(if: TorchTools.isThere, Comment(rawValue: TorchTools.absence)),
        arguments: [
            "test_torch", "test_torch_order", "test_types", "test_examples",
            "test_notebook.NotebookTests.test_the_network_learns",
        ])
    func testsWithPyTorch(name: String) throws { try run([name], by: TorchTools.run(_:arguments:)) }

    /// The examples that have workers of Ray, Dask and Spark; the last wants PySpark, which is large, and Java.
    @Test(
        .enabled(if: ClusterTools.isThere, Comment(rawValue: ClusterTools.absence)),
        arguments: ["test_cluster.RayTests", "test_cluster.DaskTests", "test_cluster.SparkTests"])
    func testsWithClusters(name: String) throws { try run([name], by: ClusterTools.run(_:arguments:)) }

    /// No module of tests is forgotten above.
    @Test func allModulesAreRun() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: PythonTools.repositoryFile("python/tests"))
        #expect(
            Set(files.filter { $0.hasPrefix("test_") && $0.hasSuffix(".py") })
                == [
                    "test_recipe.py", "test_stream.py", "test_process.py", "test_reading.py", "test_notebook.py",
                    "test_torch.py", "test_torch_order.py", "test_types.py", "test_examples.py", "test_cluster.py",
                ])
    }
}
