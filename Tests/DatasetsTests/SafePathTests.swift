import Testing

@testable import Datasets

/// Names that come from files lead downwards, or nowhere.
@Suite struct SafePathTests {
    @Test(arguments: [
        ("a", "", "a"), ("train/000001.png", "train", "000001.png"), ("masks/train/1/2.png", "masks/train/1", "2.png"),
        (".platen/x", ".platen", "x"), ("...", "", "..."), ("a b/ü", "a b", "ü"), ("..a/b..", "..a", "b.."),
    ])
    func pathsThatLeadDownwards(path: String, folder: String, name: String) throws {
        let safe = try #require(SafePath(path))
        #expect(safe.text == path)
        #expect(safe.folder == folder)
        #expect(safe.name == name)
        #expect(safe.names.joined(separator: "/") == path)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", ".", "..", "../x", "train/../../x", "train/..", "train/.", "./train/x", "train//x",
        "train/x/", "train/x\u{0}.png",
    ])
    func pathsThatDoNot(path: String) {
        #expect(SafePath(path) == nil)
    }
}
