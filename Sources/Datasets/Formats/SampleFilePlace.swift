import Samples

/// Where a format's files lie that belong to one sample each, and what they are called.
struct SampleFilePlace: Sendable, Hashable {
    private enum Place: Hashable {
        case folder(name: String, prefix: String)
        case besidePicture
    }

    /// What stands for all of them together in the manifest.
    let key: String
    private let place: Place
    private let ending: String

    /// `folder/train/gt_000001.txt` for `train/000001.png`.
    static func folder(_ name: String, prefix: String = "", ending: String) -> SampleFilePlace {
        SampleFilePlace(key: name, place: .folder(name: name, prefix: prefix), ending: ending)
    }

    /// `train/000001.gt.txt` for `train/000001.png`.
    static func besidePicture(key: String, ending: String) -> SampleFilePlace {
        SampleFilePlace(key: key, place: .besidePicture, ending: ending)
    }

    /// The folder in the dataset's folder that holds these files alone; nil where they lie beside the pictures.
    var ownFolder: String? {
        switch place {
        case .folder(let name, _): name
        case .besidePicture: nil
        }
    }

    /// Appends the path of the file that belongs to a picture.
    func appendPath(of image: [UInt8], split: Split, to path: inout [UInt8]) {
        let stem = ImagePaths.stem(of: image)
        switch place {
        case .folder(let name, let prefix):
            path.append("\(name)/\(split.rawValue)/\(prefix)")
            path.append(contentsOf: image[stem])
        case .besidePicture:
            path.append(contentsOf: image[..<stem.upperBound])
        }
        path.append(ending)
    }
}
