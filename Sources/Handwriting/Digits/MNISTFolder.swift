/// Where MNIST's files lie, and what they are.
package enum MNISTFolder {
    /// One of the four files.
    package struct File: Sendable, Hashable {
        /// Its name, as it is published.
        package let name: String
        /// Bytes.
        package let byteCount: Int
        /// The SHA-256 of its bytes, in hexadecimal.
        package let sha256: String
    }

    /// The files, as they are published.
    package static let files = [
        File(
            name: "train-images-idx3-ubyte.gz", byteCount: 9_912_422,
            sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        File(
            name: "train-labels-idx1-ubyte.gz", byteCount: 28_881,
            sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        File(
            name: "t10k-images-idx3-ubyte.gz", byteCount: 1_648_877,
            sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        File(
            name: "t10k-labels-idx1-ubyte.gz", byteCount: 4_542,
            sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ]

    /// Folders on the web that have the files, in the order in which they are asked.
    package static let mirrors = [
        "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ]

    /// Where the files are looked for and put: the folder that is named, else `PLATEN_MNIST`, else `platen/mnist` in
    /// the user's cache (`XDG_CACHE_HOME`, or `~/.cache`).
    package static func path(named: String? = nil, environment: [String: String]) -> String {
        func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let named { return named }
        if let folder = set("PLATEN_MNIST") { return folder }
        // A relative path is to be ignored, as the specification of the variable has it.
        if let cache = set("XDG_CACHE_HOME"), cache.hasPrefix("/") { return cache + "/platen/mnist" }
        return (set("HOME") ?? ".") + "/.cache/platen/mnist"
    }
}
