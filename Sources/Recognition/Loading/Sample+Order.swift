import Imaging
import Samples
import Scripts

extension Sample {
    /// Whether its characters stand from left to right as an order brings them, as far as their boxes tell; nil where
    /// there are none.
    ///
    /// Boxes that overlap, or stand one below the other, tell nothing: one in five neighbours must have changed places.
    func isInOrder(_ order: TextOrder?) -> Bool? {
        let placed = order?.seen(label).map(\.place) ?? Array(0..<label.count)
        guard placed.count == characters.count, placed.count > 1 else { return nil }
        let boxes = placed.map { characters[$0].quad.bounds }
        let turned = zip(boxes, boxes.dropFirst()).count { box, next in
            next.center.x < box.center.x - max(box.width, next.width) / 2
        }
        return 5 * turned < boxes.count - 1 || turned == 0
    }
}
