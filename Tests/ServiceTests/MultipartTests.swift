import Testing

@testable import Service

@Suite struct MultipartTests {
    private func parts(_ body: String, _ boundary: String = "b") throws -> [(name: String, contents: String)] {
        try Multipart(Array(body.utf8), boundary: boundary).parts.map {
            ($0.name, String(decoding: $0.contents, as: UTF8.self))
        }
    }

    @Test func formsAreTakenApart() throws {
        let body = """
            a preamble\r\n--b\r\nContent-Disposition: form-data; name="one"\r\n\r\n1\r\n--b  \r\n\
            content-disposition: form-data; filename="x;y.png"; name=two\r\nContent-Type: image/png\r\n\r\n\
            line\r\n--c\r\n\r\n--b\r\n\r\nnameless\r\n--b--\r\nan epilogue
            """
        let found = try parts(body)
        #expect(found.map(\.name) == ["one", "two", ""])
        #expect(found.map(\.contents) == ["1", "line\r\n--c\r\n", "nameless"])
    }

    @Test func emptyPartsAndFormsAreFine() throws {
        #expect(try parts("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--").map(\.contents) == [""])
        #expect(try parts("--b--").isEmpty)
    }

    @Test(arguments: ["", "--", "--b", "--b\r\n", "--bx", "--b\r\nA: b", "--b\r\nA: b\r\n\r\n", "--b\r\n\r\nabc\r\n--"])
    func whatIsCutShortIsRefused(body: String) {
        #expect(throws: Problem.self) { try parts(body) }
    }

    @Test func boundariesAreFound() {
        #expect(Multipart.boundary(in: "multipart/form-data; boundary=abc") == "abc")
        #expect(Multipart.boundary(in: "multipart/form-data; charset=utf-8; Boundary=\"a b\"") == "a b")
        #expect(Multipart.boundary(in: "multipart/form-data") == nil)
        #expect(Multipart.boundary(in: "multipart/form-data; boundary=") == nil)
        #expect(Multipart.boundary(in: "multipart/form-data; boundary=\(String(repeating: "x", count: 71))") == nil)
    }
}
