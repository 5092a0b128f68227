package import Imaging
package import Neural

extension Recognizer {
    /// How many pictures say in which ranges a network's numbers lie, where nobody says how many.
    package static let rangePictures = 128

    /// In which ranges the inputs of the convolutions lie over prepared images, computed in f32.
    package func ranges(of prepared: [Bitmap], batchSize: Int = 16) throws -> [String: InputRange] {
        let observer = RangeObserver()
        let reader = try model.forReading()
        for (images, _) in batches(of: prepared, batchSize: batchSize) {
            observer.beginPass()
            let tape = Tape(Context(engine, .inference, observer: observer))
            _ = try reader(tape.constant(try images.tensor(engine)))
        }
        return observer.ranges
    }
}
