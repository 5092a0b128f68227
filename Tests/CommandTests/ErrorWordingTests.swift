import Foundation
import Testing

/// Errors say what the system says, not what Foundation makes of it.
@Suite struct ErrorWordingTests {
    @Test func noErrorQuotesFoundationsSentences() throws {
        let sources = URL(fileURLWithPath: Program.root + "/Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("localizedDescription"), "\(file.path): use systemReason")
        }
        #expect(count > 300)
    }
}
