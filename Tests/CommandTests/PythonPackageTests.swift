import Foundation
import TestSupport
import Testing

/// The Python package: its own tests, by the program that was just built.
@Suite struct PythonPackageTests {
    @Test(
        .enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)),
        arguments: ["recipe", "stream", "reading", "torch", "examples", "notebook"])
    func testsOfThePackage(name: String) throws {
        let tests = try #require(Bundle.main.executableURL)
        let program = tests.deletingLastPathComponent().appendingPathComponent("platen").path
        let package = PythonTools.repositoryFile("python")
        let outcome = try PythonTools.run(
            """
            import faulthandler, os, sys, unittest
            faulthandler.dump_traceback_later(300, exit=True)
            package, program, name = sys.argv[1:]
            os.environ.update(PLATEN=program, PYTHONPATH=package)
            sys.path[:0] = [package, package + "/tests"]
            result = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromName("test_" + name))
            sys.exit(0 if result.wasSuccessful() else 1)
            """, package, program, name)
        #expect(outcome == "")
    }
}
