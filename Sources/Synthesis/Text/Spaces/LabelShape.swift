/// What all labels of a source have in common, as far as it is known: enough to prove that two can't be the same.
struct LabelShape: Sendable {
    /// How many Unicode scalars a label has.
    var lengths: ClosedRange<Int>
    /// Scalars of which one at least may stand in a label; no others do.
    var scalars: Set<Unicode.Scalar>
    /// Scalars that stand in every label.
    var always: Set<Unicode.Scalar> = []
    /// Whether a label is decided by its number alone.
    var isFixed = true

    /// Whether no label of this shape is also one of the other.
    func isApart(from other: LabelShape) -> Bool {
        !lengths.overlaps(other.lengths) || !always.isSubset(of: other.scalars) || !other.always.isSubset(of: scalars)
            || (scalars.isDisjoint(with: other.scalars) && lengths.lowerBound > 0)
    }

    /// Of a given text.
    init(_ text: String) {
        lengths = text.unicodeScalars.count...text.unicodeScalars.count
        scalars = Set(text.unicodeScalars)
        always = scalars
    }

    init(
        lengths: ClosedRange<Int>, scalars: Set<Unicode.Scalar>, always: Set<Unicode.Scalar> = [], isFixed: Bool = true
    ) {
        self.lengths = lengths
        self.scalars = scalars
        self.always = always
        self.isFixed = isFixed
    }

    /// One of several texts.
    init(oneOf texts: [String]) {
        let shapes = texts.map { LabelShape($0) }
        lengths = (shapes.map(\.lengths.lowerBound).min() ?? 0)...(shapes.map(\.lengths.upperBound).max() ?? 0)
        scalars = shapes.reduce(into: []) { $0.formUnion($1.scalars) }
        always = shapes.dropFirst().reduce(shapes.first?.always ?? []) { $0.intersection($1.always) }
        isFixed = texts.count == 1
    }

    /// Either of two shapes.
    func or(_ other: LabelShape) -> LabelShape {
        LabelShape(
            lengths: min(
                lengths.lowerBound, other.lengths.lowerBound)...max(
                    lengths.upperBound, other.lengths.upperBound),
            scalars: scalars.union(other.scalars), always: always.intersection(other.always),
            isFixed: isFixed && other.isFixed)
    }

    /// One text behind the other.
    func then(_ other: LabelShape) -> LabelShape {
        LabelShape(
            lengths: lengths.lowerBound + other.lengths.lowerBound...lengths.upperBound + other.lengths.upperBound,
            scalars: scalars.union(other.scalars), always: always.union(other.always),
            isFixed: isFixed && other.isFixed)
    }
}
