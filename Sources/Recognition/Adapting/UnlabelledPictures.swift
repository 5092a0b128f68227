package import Imaging
import Samples

/// Pictures that nobody has labelled: their places, and nothing else.
///
/// Names are used to find and to list them, in the order of their bytes, and no file is opened that is no picture: what a
/// folder may say of its pictures is never read.
package struct UnlabelledPictures: Sendable {
    /// Where they lie.
    package let paths: [String]
    /// What was passed over, folder by folder.
    package let notes: [String]

    /// Finds the pictures in folders and below them; a file stands for itself.
    ///
    /// - Parameter key: the config's key that names the folders, for messages; nil where there is none.
    /// - Throws: `RecognitionError`, if there is none or a folder can't be read.
    package init(in folders: [String], key: String? = "data.unlabelled") throws(RecognitionError) {
        let prefix = key.map { $0 + ": " } ?? ""
        var (paths, notes): ([String], [String]) = ([], [])
        for folder in folders {
            if ImageFile.isPicture(named: folder) {
                paths.append(folder)
                continue
            }
            let list: PictureList
            do { list = PictureList(among: try FileTree.files(below: folder)) } catch {
                throw RecognitionError(.missing, prefix + error.message)
            }
            guard !list.names.isEmpty else {
                throw RecognitionError(
                    .missing,
                    prefix + "\(folder) holds no \(PictureFormat.readNames) pictures"
                        + (list.note.map { "; \($0)" } ?? ""))
            }
            if let note = list.note { notes.append("\(folder): \(note)") }
            paths += list.names.map { folder + "/" + $0 }
        }
        self.paths = paths
        self.notes = notes
    }

    /// How many there are.
    package var count: Int { paths.count }

    /// A picture as it is stored.
    ///
    /// - Throws: `ImagingError`, if it can't be read.
    package func picture(_ number: Int) throws -> Bitmap { try ImageFile.read(path: paths[number]) }

    /// What a picture is called for a person: its file, without folders.
    package func name(_ number: Int) -> String {
        paths[number].split(separator: "/").last.map(String.init) ?? paths[number]
    }

    /// A number that is another one where there are other pictures, or the same in another order, whatever they are called.
    ///
    /// A training that goes on must find those with which it was begun. All pictures are read for it.
    package var fingerprint: UInt64 {
        paths.indices.reduce(0xCBF2_9CE4_8422_2325) { sum, number in
            let pixels = (try? picture(number)).map { image in
                image.pixels.reduce(UInt64(image.width) << 32 | UInt64(image.height)) {
                    ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
                }
            }
            return (sum ^ (pixels ?? 0)) &* 0x0000_0100_0000_01B3
        }
    }
}
