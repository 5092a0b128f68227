import Chance
import Samples

/// Draws days of a range, each equally often or the recent ones more often.
struct DayDistribution: Sendable {
    private let first: Int
    /// How many days there are.
    let count: Int
    /// Days; nil where all days are equally likely.
    private let halfLife: Double?

    init(_ text: DateText) {
        first = text.from.number
        count = text.to.number - text.from.number + 1
        halfLife = text.distribution == .recent ? text.halfLife : nil
    }

    /// A day, since 1970-01-01.
    func draw(using generator: inout KeyedGenerator) -> Int {
        guard let halfLife else { return first + Int(generator.unit() * Double(count)) }
        while true {
            let age = Self.age(halfLife, limit: Double(count), using: &generator)
            if age < Double(count) { return first + count - 1 - Int(age) }
        }
    }

    /// How many days ago: half as likely for each half-life.
    ///
    /// It lies beyond the limit with a probability of a half at most. It takes no logarithm, whose last bits differ between platforms: a number of whole half-lives by tossing a coin,
    /// and a part of one by rejection.
    private static func age(_ halfLife: Double, limit: Double, using generator: inout KeyedGenerator) -> Double {
        var whole = 0.0
        if limit > halfLife {
            while generator.next() >> 63 == 1 { whole += halfLife }
        }
        let span = min(limit, halfLife)
        while true {
            let part = generator.unit() * span
            if coin(part / halfLife * 0.693_147_180_559_945_3, using: &generator) { return whole + part }
        }
    }

    /// True with the probability exp(-power), for a power of 0...1 (Forsythe and von Neumann's method).
    private static func coin(_ power: Double, using generator: inout KeyedGenerator) -> Bool {
        var count = 1.0
        while generator.unit() < power / count { count += 1 }
        return count.truncatingRemainder(dividingBy: 2) == 1
    }
}
