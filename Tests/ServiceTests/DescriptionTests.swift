import Foundation
import TestSupport
import Testing

@testable import Service

/// A live service keeps to what it says of itself, whatever schemathesis makes of that: requests that the description allows, and
/// such that it does not.
@Suite(.enabled(if: PythonTools.has("schemathesis"), "needs schemathesis: run scripts/test-tools"), .serialized)
struct DescriptionTests {
    private static let script = """
        import os, pathlib, subprocess, sys
        url, folder, work, seed = sys.argv[1:]
        command = [
            str(pathlib.Path(sys.executable).parent / "schemathesis"), "--config-file", folder + "/schemathesis.toml", "run",
            url + "openapi.json", "--url", url, "--checks", "all", "--max-examples", "40", "--seed", seed,
            "--request-timeout", "600", "--max-response-time", "600", "--no-color"]
        found = subprocess.run(
            command, cwd=work, env={**os.environ, "SCHEMATHESIS_HOOKS": folder + "/hooks.py"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        print(found.stdout[-8000:], file=sys.stderr if found.returncode else sys.stdout)
        sys.exit(found.returncode)
        """

    @Test(arguments: [1, 2026]) func theServiceKeepsToItsDescription(seed: Int) async throws {
        // It has to be able to read dates.
        let service = try ServiceFixture(alphabet: "0123456789/-.")
        let said = try await service.serve(isLive: true) { client in
            let port = try #require(client.port)
            let (folder, work) = (PythonTools.repositoryFile("Tests/schemathesis"), service.folder.path)
            return try await aside {
                try PythonTools.run(Self.script, "http://127.0.0.1:\(port)/", folder, work, "\(seed)")
            }
        }
        #expect(said.contains("No issues found"), "\(said)")
        // All that is described was asked, but for the description, which it has by then.
        let paths = try #require(
            try JSONSerialization.jsonObject(with: Data(ServiceDescription.bytes(hasStudio: false))) as? [String: Any])
        let count = try #require(paths["paths"] as? [String: Any]).count
        #expect(said.contains("Tested: \(count - 1)"), "\(said)")
    }
}
