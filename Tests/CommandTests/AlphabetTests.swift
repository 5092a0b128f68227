import Foundation
import TestSupport
import Testing

/// Characters for other programs.
@Suite struct AlphabetTests {
    @Test func aTableIsWrittenAndReadAgain() async throws {
        let folder = try TemporaryFolder()
        for kind in ["table", "paddle", "mmocr", "mltu"] {
            let path = folder("characters.\(kind == "mltu" ? "yml" : "txt")")
            #expect(try await succeed("alphabet", "digits", "--to", kind, "--output", path).isEmpty)
            let read = try object(try await succeed("alphabet", path, "--from", kind, "--json"))
            #expect(read["characters"] as? [String] == "0123456789".map { String($0) }, "\(kind)")
            #expect(read["table"] as? String == "table" && read["output"] == nil)
        }
    }

    @Test func whatIsNotThereIsNamed() async throws {
        #expect(try await failure(66, "alphabet", "/nowhere/table.txt").contains("/nowhere/table.txt"))
        #expect(try await failure(64, "alphabet", "digits", "--to", "klingon").contains("klingon"))
    }
}
