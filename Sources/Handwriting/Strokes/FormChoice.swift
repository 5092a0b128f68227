import Samples

/// Chooses the forms of a writer's digits so that none looks like another digit.
///
/// First the writer's habit: whoever means a digit in a way that looks like another has another habit. Then each digit
/// by itself: one that went wrong is written again. Each further habit is nearer to the copybook's, and each further
/// try is written with more care, so that a plain one is found as a rule; where none is, the plainest is taken.
struct FormChoice {
    /// How many habits for a digit are tried, and how often one is written.
    private static let (habits, tries) = (10, 8)
    /// By how much a form of the rarer ways may be less plain than the copybook's.
    static let tolerance = 2.5

    private let style: Style
    /// The number of the writer's habit for each character of the alphabet that was written.
    private var chosen = [Int?](repeating: nil, count: Skeleton.alphabet.count)

    init(style: Style) {
        self.style = style
    }

    /// The form of the character at a place of the alphabet, as it is written this time.
    mutating func form(at place: Int, _ dice: inout Dice) -> Form {
        guard let least = style.leastMargin, let digit = Skeleton.alphabet[place].digit else {
            var habit = habit(0, at: place)
            return Form(place, style: style, habit: &habit, &dice)
        }
        let number = chosen[place] ?? plainHabit(of: digit, at: place, least)
        chosen[place] = number
        var careful = style(ofHabit: number)
        return plainest(of: Self.tries, as: digit, least) { attempt in
            careful.unsteadiness = style.unsteadiness * Self.freedom(attempt, of: Self.tries)
            var habit = habit(number, at: place)
            return Form(place, style: careful, habit: &habit, &dice)
        }.form
    }

    /// The number of the first habit by which a digit looks like itself.
    private func plainHabit(of digit: Int, at place: Int, _ least: Double) -> Int {
        plainest(of: Self.habits, as: digit, least) { number in
            var habit = habit(number, at: place)
            return Form(meant: place, style: style(ofHabit: number), habit: &habit)
        }.number
    }

    /// The first of some numbered forms whose margin is no less than the least, or the one of the largest.
    private func plainest(
        of count: Int, as digit: Int, _ least: Double, _ form: (Int) -> Form
    ) -> (number: Int, form: Form) {
        var best = (number: 0, form: form(0))
        var excess = excess(of: best.form, as: digit, least)
        for number in 1..<count {
            guard excess < 0 else { break }
            let next = form(number)
            let found = self.excess(of: next, as: digit, least)
            if found > excess { (best, excess) = ((number, next), found) }
        }
        return best
    }

    /// How much plainer a form is than it must be; below 0 where it is not plain enough.
    ///
    /// Of the rarer ways the reader takes some for other digits, however well they are written: such a form must come near
    /// to what the copybook's gets.
    private func excess(of form: Form, as digit: Int, _ least: Double) -> Double {
        let margin = margin(of: form, as: digit)
        guard let taught = form.asTaught else { return margin - least }
        return margin - min(least, self.margin(of: taught, as: digit) - Self.tolerance)
    }

    /// How plain a form is in the writer's slant and proportions, drawn with the writer's pen.
    private func margin(of form: Form, as digit: Int) -> Double {
        let looks = DigitReader.shared.margin(of: digit, in: DigitPicture(form, style: style))
        return digit == 0 ? min(looks, ZeroTail(form.trace(step: 0.06, roundness: style.roundness)).margin) : looks
    }

    private func style(ofHabit number: Int) -> Style {
        var near = style
        near.individuality *= Self.freedom(number, of: Self.habits)
        return near
    }

    /// How much of a deviation is left to the one of a number out of some: all to the first, none to the last.
    private static func freedom(_ number: Int, of count: Int) -> Double { 1 - Double(number) / Double(count - 1) }

    private func habit(_ number: Int, at place: Int) -> Dice {
        let key = SampleKey(seed: style.habits, split: .train, index: place, attempt: number)
        return Dice(key.generator("hand.habit"))
    }
}

extension DigitPicture {
    /// What a writer's form looks like.
    ///
    /// The same for every height that it is written at: so all of them show the same form.
    init(_ form: Form, style: Style) {
        var trace = form.trace(step: 0.06, roundness: style.roundness)
        if let box = trace.box {
            let height = form.height(of: box.high.y - box.low.y)
            for i in trace.points.indices {
                let (x, y) = (trace.points[i].x * height * style.aspect, trace.points[i].y * height)
                trace.points[i] = SIMD2(x - style.slant * y, y)
            }
        }
        self.init(trace, radius: style.pen.width / 2)
    }
}
