import Imaging

/// The ICDAR detection file of one image: one line, as each image holds one text.
enum DetectionFile {
    /// Appends the file's bytes: the quad in whole pixels, clockwise, inside the image.
    static func append(
        _ format: AnnotationFormat, quad: Quad, label: String, width: Int, height: Int, to bytes: inout [UInt8]
    ) {
        if format.hasByteOrderMark { bytes.appendByteOrderMark() }
        let corners = wholePixels(quad, width: width, height: height)
        if format.kind == .icdar2013Detection {
            let (x, y) = (corners.map(\.x), corners.map(\.y))
            for value in [x.min(), y.min(), x.max(), y.max()] {
                bytes.append(decimal: value ?? 0)
                bytes.append(", ")
            }
            bytes.append(quoted: label)
        } else {
            for corner in corners {
                bytes.append(decimal: corner.x)
                bytes.append(.comma)
                bytes.append(decimal: corner.y)
                bytes.append(.comma)
            }
            bytes.append(label)
        }
        bytes.appendLineEnd(of: format)
    }

    /// The corners rounded to pixels that the image has.
    ///
    /// Pulling corners inside can turn a thin quad over; its bounds stand in for it then, as readers refuse
    /// counter-clockwise corners.
    static func wholePixels(_ quad: Quad, width: Int, height: Int) -> [(x: Int, y: Int)] {
        func clip(_ value: Double, below limit: Int) -> Int {
            guard value > 0 else { return 0 }
            return value < Double(limit - 1) ? Int(value.rounded()) : max(0, limit - 1)
        }
        let corners = quad.corners.map { (x: clip($0.x, below: width), y: clip($0.y, below: height)) }
        var doubleArea = 0
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            doubleArea += corner.x * next.y - next.x * corner.y
        }
        if doubleArea > 0 { return corners }
        let (x, y) = (corners.map(\.x), corners.map(\.y))
        let (left, right, top, bottom) = (x.min() ?? 0, x.max() ?? 0, y.min() ?? 0, y.max() ?? 0)
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    }
}
