import Configuration
import Samples

/// Makes the choices of one try at one sample, each from the stream of its own name, and notes them down.
struct Chooser {
    /// The sample that is being drawn.
    let key: SampleKey
    /// What has been drawn so far.
    private(set) var choices: [Sample.Choice] = []
    /// The key path of the stage at work, with a dot at its end.
    private var scope = ""

    /// A chooser for one try.
    init(key: SampleKey) {
        self.key = key
        choices.reserveCapacity(24)
    }

    /// Makes the choices of a stage: their names start with `name.`.
    mutating func within<R>(_ name: String, _ body: (inout Chooser) throws -> R) rethrows -> R {
        let outer = scope
        scope += name + "."
        defer { scope = outer }
        return try body(&self)
    }

    /// The random numbers of a choice.
    func generator(_ name: String) -> KeyedGenerator {
        key.generator(ChoiceName(scope + name))
    }

    /// A number.
    ///
    /// What is constant in the recipe is no choice and is not noted.
    mutating func number(_ name: String, _ quantity: Quantity) -> Double {
        if case .constant(let value) = quantity { return value }
        let path = scope + name
        var generator = key.generator(ChoiceName(path))
        let value = quantity.draw(using: &generator)
        choices.append(Sample.Choice(path, value))
        return value
    }

    /// A whole number.
    mutating func count(_ name: String, _ count: Count) -> Int {
        if count.bounds.lowerBound == count.bounds.upperBound { return count.bounds.lowerBound }
        let path = scope + name
        var generator = key.generator(ChoiceName(path))
        let value = count.draw(using: &generator)
        choices.append(Sample.Choice(path, Double(value)))
        return value
    }

    /// One of several values.
    mutating func pick<T>(_ name: String, _ choice: Configuration.Choice<T>) -> T {
        if choice.options.count == 1 { return choice.options[0].value }
        var generator = generator(name)
        return choice.draw(using: &generator)
    }

    /// The number of one of several things, by their weights.
    mutating func index(_ name: String, weights: [Double]) -> Int {
        if weights.count == 1 { return 0 }
        var generator = generator(name)
        return drawIndex(weights: weights, using: &generator)
    }

    /// Whether something happens.
    mutating func happens(_ name: String, probability: Double) -> Bool {
        if probability >= 1 { return true }
        if probability <= 0 { return false }
        var generator = generator(name)
        return Double(generator.next() >> 11) * 0x1p-53 < probability
    }

    /// Notes a named choice, such as a font.
    mutating func note(_ name: String, _ value: String) {
        choices.append(Sample.Choice(scope + name, value))
    }

    /// Notes what was drawn for a text.
    mutating func note(_ writing: Writing) {
        if let name = writing.source { note("text.source", name) }
        choices += writing.notes
    }

    /// Notes a number that was drawn by other means.
    mutating func note(_ name: String, _ value: Double) {
        choices.append(Sample.Choice(scope + name, value))
    }
}
