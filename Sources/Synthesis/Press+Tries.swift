import Configs
import Samples

/// The tries at one text: which text it is, and what was wrong with it so far.
struct TextTries {
    /// The sample's key, before any try.
    let sample: SampleKey
    /// Which of a page's texts it is, from 0.
    let place: Int
    /// The key of the next try.
    var key: SampleKey
    var writing: Writing
    var style: Style
    /// What was wrong, with this text and those whose place it took.
    var flaws: [Flaw] = []
    /// How many of these are not this text's.
    fileprivate var others = 0
    /// How many texts were given up.
    fileprivate var givenUp = 0
    /// A page's text as it was put down for the next try, and its ink at that size; nil where it was not yet.
    var put: (text: PutText, inked: InkedText)?
}

extension Press {
    /// How often a text is tried before it counts as undrawable.
    static let tries = 200
    /// How often a sample is tried, with one text after the other, before it counts as impossible.
    private static let mostTries = 2000

    /// Begins to try a text whose label a picture can show.
    /// - Parameter place: which of a page's texts it is; 0 for a picture of one text.
    func begin(_ place: Int = 0, of sample: SampleKey) throws -> TextTries {
        let (writing, style) = try text(0, at: place, of: sample)
        var tries = TextTries(sample: sample, place: place, key: sample.ofPlace(place), writing: writing, style: style)
        if !writing.canBeShown { try giveUp(&tries, isHopeless: true) }
        return tries
    }

    /// Notes what was wrong with a try; where it was the text's last another takes its place.
    /// - Throws: `SynthesisError` where no other can.
    func reject(_ tries: inout TextTries, for flaw: Flaw) throws {
        let isFirstLack =
            flaw.reason == .missingGlyph && !tries.flaws[tries.others...].contains { $0.reason == .missingGlyph }
        tries.flaws.append(flaw)
        tries.key = tries.key.nextAttempt
        tries.put = nil
        // Faces that lack a character are common; texts that no face has all of are not.
        let isHopeless =
            try isFirstLack
            && !tries.style.canWrite(tries.writing.display.onOneLine, in: tries.sample.split, typesetter)
        if isHopeless || tries.flaws.count >= tries.others + Self.tries { try giveUp(&tries, isHopeless: isHopeless) }
    }

    /// Puts another text into the place of one that can't be drawn.
    private func giveUp(_ tries: inout TextTries, isHopeless: Bool) throws {
        var isHopeless = isHopeless
        repeat {
            let isLast =
                source.recipe.text.keys.undrawable == .stop || source.author.isNumbered
                || tries.flaws.count >= Self.mostTries
            if isLast {
                throw try undrawable(
                    tries.writing, tries.style, tries.sample, flaws: Array(tries.flaws[tries.others...]),
                    isHopeless: isHopeless)
            }
            // What no picture shows was not tried; any other spent its last try as one that can't be drawn.
            let last = tries.flaws.count > tries.others ? tries.flaws.removeLast() : nil
            if last == nil { tries.key = tries.key.nextAttempt }
            tries.flaws.append(Flaw(reason: .undrawableText, means: last?.means ?? ""))
            tries.others = tries.flaws.count
            tries.givenUp += 1
            (tries.writing, tries.style) = try text(tries.givenUp, at: tries.place, of: tries.sample)
            isHopeless = true
        } while !tries.writing.canBeShown
    }

    /// One of the texts that may stand in a place, and how it is put down.
    private func text(_ number: Int, at place: Int, of sample: SampleKey) throws -> (Writing, Style) {
        let key = source.recipe.keyOfText(place, of: sample, by: source.author)
        let writing = try source.author.writing(for: key.ofText(number))
        return (writing, source.sheet.styles[source.sheet.number(for: writing.source)])
    }
}

extension Writing {
    /// Whether it leaves ink, and its label has no blanks at its ends.
    fileprivate var canBeShown: Bool { !display.isBlank && !label.hasBlankEnds }
}
