import Arrays
import Imaging

/// Pictures that are rows of an array: read one by one.
struct ArrayPictures: Sendable {
    private let rows: any ArrayRows
    private let shape: ImageShape

    /// - Throws: `DatasetError` where the shape is none of pictures.
    init(_ rows: any ArrayRows, name: String) throws {
        guard let shape = ImageShape(sides: rows.shape.dropFirst()) else {
            throw DatasetError(
                .damaged,
                "\(name) has the shape \(rows.shapeInWords): pictures are [N, H, W], [N, H, W, 1] or, in colour, [N, H, W, 3]"
            )
        }
        (self.rows, self.shape) = (rows, shape)
    }

    var count: Int { rows.count }

    /// The picture of a row, which must be there.
    ///
    /// Whole numbers are levels from 0 to 255, others go from 0, black, to 1.
    ///
    /// - Parameter place: what errors call the row.
    /// - Throws: `ImagingError`.
    func picture(at row: Int, place: String, limits: ImageLimits) throws -> Bitmap {
        guard shape.width <= limits.maxSide, shape.height <= limits.maxSide,
            shape.width <= limits.maxPixels / shape.height
        else {
            throw ImagingError(
                .tooLarge,
                "\(place): the image is \(shape.width)x\(shape.height): sides over \(limits.maxSide) px and more than "
                    + "\(limits.maxPixels) pixels are refused")
        }
        let numbers: StoredArray
        do { numbers = try rows.read(row..<row + 1) } catch let error as ArrayError {
            throw ImagingError(.corrupt, "\(place): \(error.message)")
        }
        return Bitmap(
            width: shape.width, height: shape.height, channels: shape.channels, pixels: try pixels(numbers, place))
    }

    private func pixels(_ numbers: StoredArray, _ place: String) throws -> [UInt8] {
        switch numbers.type {
        case .uint8: return Array(numbers.bytes[numbers.start..<numbers.start + numbers.count])
        case .int8, .int16, .int32, .int64:
            return try levels(numbers, place, "whole numbers go from 0 to 255") { UInt8(exactly: $0) }
        case .float32, .float64:
            return try levels(numbers, place, "numbers go from 0, black, to 1, white") {
                0...1 ~= $0 ? UInt8(($0 * 255).rounded()) : nil
            }
        }
    }

    private func levels(
        _ numbers: StoredArray, _ place: String, _ rule: String, _ level: (Double) -> UInt8?
    ) throws -> [UInt8] {
        try (0..<numbers.count).map { element in
            let number = numbers.number(at: element)
            guard let level = level(number) else {
                let pixel = element / shape.channels
                throw ImagingError(
                    .corrupt,
                    "\(place): the pixel at \(pixel % shape.width), \(pixel / shape.width) is \(number): \(rule)")
            }
            return level
        }
    }
}

extension ImageShape {
    /// The size of pictures with these dimensions in an array; nil where they are none of pictures.
    init?(sides: ArraySlice<Int>) {
        let sides = Array(sides)
        guard sides.count == 2 || sides.count == 3 && [1, 3].contains(sides[2]), sides[0] > 0, sides[1] > 0 else {
            return nil
        }
        (height, width, channels) = (sides[0], sides[1], sides.count == 3 ? sides[2] : 1)
    }
}
