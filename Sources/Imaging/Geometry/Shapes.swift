/// A place in an image: px, origin at the top left corner of the top left pixel, y down.
public struct Point: Sendable, Hashable {
    /// Rightwards, px.
    public var x: Double
    /// Downwards, px.
    public var y: Double

    /// A point from its coordinates.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A box along the axes: half-open, px.
public struct Rect: Sendable, Hashable {
    /// The first column.
    public var left: Double
    /// The first row.
    public var top: Double
    /// One past the last column.
    public var right: Double
    /// One past the last row.
    public var bottom: Double

    /// A box from its edges.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// `right - left`.
    public var width: Double { right - left }
    /// `bottom - top`.
    public var height: Double { bottom - top }
    /// The middle.
    public var center: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }
    /// Whether nothing fits in it.
    public var isEmpty: Bool { right <= left || bottom <= top }

    /// The smallest box around both.
    public func union(_ other: Rect) -> Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return Rect(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }

    /// A box that holds nothing.
    public static let empty = Rect(left: 0, top: 0, right: 0, bottom: 0)
}

/// Four corners, clockwise from the top left as the text reads; px.
public struct Quad: Sendable, Hashable {
    /// Where the text's upper edge begins.
    public var topLeft: Point
    /// Where the text's upper edge ends.
    public var topRight: Point
    /// Where the text's lower edge ends.
    public var bottomRight: Point
    /// Where the text's lower edge begins.
    public var bottomLeft: Point

    /// A quad from its corners, clockwise from the top left.
    public init(topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point) {
        self.topLeft = topLeft
        self.topRight = topRight
        self.bottomRight = bottomRight
        self.bottomLeft = bottomLeft
    }

    /// The quad of an upright box.
    public init(_ rect: Rect) {
        self.init(
            topLeft: Point(x: rect.left, y: rect.top), topRight: Point(x: rect.right, y: rect.top),
            bottomRight: Point(x: rect.right, y: rect.bottom), bottomLeft: Point(x: rect.left, y: rect.bottom))
    }

    /// The corners, clockwise from the top left.
    public var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    /// The smallest upright box around the quad.
    public var bounds: Rect {
        Rect(
            left: min(topLeft.x, topRight.x, bottomRight.x, bottomLeft.x),
            top: min(topLeft.y, topRight.y, bottomRight.y, bottomLeft.y),
            right: max(topLeft.x, topRight.x, bottomRight.x, bottomLeft.x),
            bottom: max(topLeft.y, topRight.y, bottomRight.y, bottomLeft.y))
    }

    /// The quad with every corner moved by `transform`.
    public func map(_ transform: (Point) -> Point) -> Quad {
        Quad(
            topLeft: transform(topLeft), topRight: transform(topRight),
            bottomRight: transform(bottomRight), bottomLeft: transform(bottomLeft))
    }
}
