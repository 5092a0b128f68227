import Chance
import Configs
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
    ///
    /// It is noted as it would be written in a recipe.
    mutating func pick<T>(_ name: String, _ choice: Alternatives<T>) -> T {
        if choice.options.count == 1 { return choice.options[0].value }
        let path = scope + name
        var generator = key.generator(ChoiceName(path))
        let value = choice.draw(using: &generator)
        choices.append(Sample.Choice(path, value.encoded))
        return value
    }

    /// The number of one of several things, by their weights.
    /// - Parameters:
    ///   - name: what is drawn.
    ///   - noted: the name that it is noted by; `name` where it is nil.
    ///   - title: what each of them is called in the note.
    mutating func index(
        _ name: String, weights: [Double], notedAs noted: String? = nil, _ title: (Int) -> String
    ) -> Int {
        if weights.count == 1 { return 0 }
        var generator = generator(name)
        let index = drawIndex(weights: weights, using: &generator)
        note(noted ?? name, title(index))
        return index
    }

    /// Whether something happens; noted as `yes` or `no`.
    mutating func happens(_ name: String, probability: Double) -> Bool {
        if probability >= 1 { return true }
        if probability <= 0 { return false }
        let path = scope + name
        var generator = key.generator(ChoiceName(path))
        let happens = generator.unit() < probability
        choices.append(Sample.Choice(path, happens ? "yes" : "no"))
        return happens
    }

    /// Notes something that was not drawn by this chooser, such as the name of a picture.
    mutating func note(_ name: String, _ value: String) {
        choices.append(Sample.Choice(scope + name, value))
    }

    /// Notes what was drawn for a text.
    mutating func note(_ writing: Writing) {
        if let name = writing.source { note("text.source", name) }
        choices += writing.notes
    }

    /// Notes that a text had to be made smaller to fit.
    /// - Parameters:
    ///   - share: the share of its size that is left; nothing is noted where that is all.
    ///   - em: its type size now, px.
    mutating func noteShrunk(to share: Double, em: Double) {
        guard share < 1 else { return }
        note("page.shrunk", share)
        note("page.em", em)
    }

    /// Notes a number that was drawn by other means.
    mutating func note(_ name: String, _ value: Double) {
        choices.append(Sample.Choice(scope + name, value))
    }
}

extension Sample.Choice {
    /// A choice of a value of a recipe: numbers stay numbers, all else is noted as it would be written.
    fileprivate init(_ name: String, _ value: ConfigValue) {
        switch value {
        case .int(let number): self.init(name, Double(number))
        case .unsigned(let number): self.init(name, Double(number))
        case .number(let number): self.init(name, number)
        case .string(let text): self.init(name, text)
        case .null, .bool, .list, .mapping: self.init(name, value.onOneLine)
        }
    }
}
