import Configs
import Foundation
import Testing

@Suite struct DocumentTests {
    @Test func pathsStartAtTheFolderOfTheFile() throws {
        try withTemporaryFolder { (folder: String) throws in
            try FileManager.default.createDirectory(atPath: folder + "/fonts", withIntermediateDirectories: false)
            try "x".write(toFile: folder + "/fonts/a.ttf", atomically: true, encoding: .utf8)
            try "file: fonts/../fonts/./a.ttf".write(toFile: folder + "/plan.yml", atomically: true, encoding: .utf8)
            let plan = try ConfigDocument(path: folder + "/plan.yml").decode(Plan.self)
            #expect(plan.file?.path == folder + "/fonts/a.ttf")
            // What is printed can be read from anywhere.
            let again = try ConfigDocument(yaml: yaml(of: plan), name: "again", baseDirectory: "/").decode(Plan.self)
            #expect(again == plan)
        }
    }

    @Test func aTildeIsTheHomeFolder() throws {
        let home = FileManager.default.homeDirectoryForCurrentUser.standardizedFileURL.path
        #expect(try plan("file: '~'").file?.path == home)
    }

    @Test func pathsOfOverridesStartAtTheWorkingDirectory() throws {
        let here = FileManager.default.currentDirectoryPath
        #expect(try plan("", overrides: ["file=."], in: "/usr").file?.path == here)
        #expect(try plan("file: .", in: "/usr").file?.path == "/usr")
    }

    @Test func missingPathsHaveTheirOwnCode() throws {
        let error = try #require(throws: ConfigError.self) { try plan("file: nowhere.ttf", in: "/usr") }
        #expect(error.code == .missing)
        #expect(error.place == "plan.yml:1:7")
        #expect(error.keyPath == "file")
        #expect("\(error)" == "plan.yml:1:7: file: 'nowhere.ttf' does not exist; looked for /usr/nowhere.ttf")
    }

    @Test func filesThatCannotBeRead() throws {
        try withTemporaryFolder { (folder: String) throws in
            func message(_ name: String, _ bytes: Data?) throws -> String {
                let path = folder + "/" + name
                if let bytes { try bytes.write(to: URL(fileURLWithPath: path)) }
                let error = try #require(throws: ConfigError.self) { _ = try ConfigDocument(path: path) }
                #expect(error.code == .unreadable)
                #expect(error.place == path)
                return error.message
            }
            #expect(try message("missing.yml", nil) == "there is no such file")
            #expect(try message("", nil) == "this is a folder, not a config file")
            try Data([0x61, 0x3A, 0x0A, 0xC3, 0xA4, 0x20, 0xE9]).write(to: URL(fileURLWithPath: folder + "/latin1.yml"))
            let latin = try #require(throws: ConfigError.self) { _ = try ConfigDocument(path: folder + "/latin1.yml") }
            #expect(latin.code == .syntax && latin.place == folder + "/latin1.yml:2:3")
            #expect(latin.message == "the file is not UTF-8 text")
            #expect(
                try message("large.yml", Data(repeating: 0x23, count: 4 << 20 + 1)) == "the file is larger than 4 MB")
            #expect(throws: Never.self) {
                try Data(repeating: 0x23, count: 4 << 20).write(to: URL(fileURLWithPath: folder + "/fits.yml"))
                _ = try ConfigDocument(path: folder + "/fits.yml")
            }
        }
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
        String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
        "a: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
        (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ])
    func deepNestingIsAnError(_ yaml: String) {
        #expect(message(yaml)?.hasSuffix(": lists and mappings are nested more than 64 deep") == true)
    }

    @Test func aliasesThatMultiplyAreAnError() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for step in 1..<12 {
            let aliases = Array(repeating: "*a\(step - 1)", count: 10).joined(separator: ", ")
            lines.append("a\(step): &a\(step) [\(aliases)]")
        }
        #expect(
            message(lines.joined(separator: "\n"))?
                .hasSuffix(": there are more than 1000000 values, aliases written out") == true)
    }

    @Test func codesTellKindsApart() {
        func code(_ yaml: String, _ overrides: [String] = []) -> ConfigError.Code? {
            do throws(ConfigError) {
                _ = try plan(yaml, overrides: overrides)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("a: [") == .syntax)
        #expect(code("share: 2") == .value)
        #expect(code("", ["share"]) == .override)
        #expect(code("", ["share=["]) == .override)
        #expect(code("", ["share=2"]) == .value)
    }
}
