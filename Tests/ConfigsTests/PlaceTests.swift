import Configs
import Testing

@Suite("Places of keys")
struct PlaceTests {
    @Test(arguments: [
        ("a", "x.yml:1:4"), ("b", "x.yml:3:3"), ("b.c", "x.yml:3:6"), ("b.d[1]", "x.yml:4:10"),
        ("b.d[1].e", "x.yml:4:10"),
        ("b.nothing", "x.yml:3:3"), ("nothing", "x.yml:1:1"), ("", "x.yml:1:1"), ("o.p", "override 'o.p=5'"),
    ])
    func areTheNearest(keyPath: String, place: String) throws {
        var document = try ConfigDocument(yaml: "a: 1\nb:\n  c: 2\n  d: [7, 8]\n", name: "x.yml", baseDirectory: "/")
        try document.override("o.p=5")
        #expect(document.place(of: keyPath) == place)
    }
}
