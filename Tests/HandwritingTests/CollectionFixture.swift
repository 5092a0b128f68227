import Foundation
import Handwriting
import Imaging
import TestSupport
import Testing

@testable import Arrays

/// The error that `body` throws, which must be of this code.
func failure(
    _ code: HandwritingError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> String {
    do {
        try body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as HandwritingError {
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        return "\(error)"
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return ""
}

/// A small set in MNIST's files: 5 x 4 pictures that all differ, classes in turn.
struct SmallSet {
    static let (width, height) = (4, 5)

    let folder: TemporaryFolder
    var path: String { folder.path }

    init(train: Int = 100, test: Int = 20, prefixes: (String, String) = ("train-", "t10k-"), ending: String = "") throws
    {
        folder = try TemporaryFolder()
        try Self.write(train, first: 0, prefixes.0, ending, folder)
        if test > 0 { try Self.write(test, first: train, prefixes.1, ending, folder) }
    }

    static func pixels(_ number: Int) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height)
        for place in 0..<5 { pixels[place * 3] = UInt8(truncatingIfNeeded: number * (place + 1) + place) }
        pixels[19] = UInt8(number >> 8)
        return pixels
    }

    static func write(_ count: Int, first: Int, _ prefix: String, _ ending: String, _ folder: TemporaryFolder) throws {
        let pictures = (0..<count).flatMap { pixels(first + $0) }
        try IDXFile.write(
            pictures, shape: [count, height, width], to: folder(prefix + "images-idx3-ubyte" + ending))
        try IDXFile.write(
            (0..<count).map { UInt8($0 % 10) }, shape: [count], to: folder(prefix + "labels-idx1-ubyte" + ending))
    }
}
