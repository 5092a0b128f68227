import Handwriting
import TestSupport
import Testing

@Suite struct MNISTFolderTests {
    @Test(
        arguments: [
            ([:], "./.cache/platen/mnist"),
            (["HOME": "/home/a"], "/home/a/.cache/platen/mnist"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "/var/b"], "/var/b/platen/mnist"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "relative"], "/home/a/.cache/platen/mnist"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "/var/b", "PLATEN_MNIST": "c"], "c"),
            (["HOME": "/home/a", "PLATEN_MNIST": ""], "/home/a/.cache/platen/mnist"),
        ] as [([String: String], String)])
    func whereTheFilesLie(environment: [String: String], path: String) {
        #expect(MNISTFolder.path(environment: environment) == path)
        #expect(MNISTFolder.path(named: "d", environment: environment) == "d")
    }
}
