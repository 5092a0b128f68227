/// The forms of a line's characters, kept while the line is written at one height after the other.
///
/// Choosing forms takes most of the time of writing, and gives the same at every height. It belongs to one line: one text by one
/// writer from one stream of random numbers.
package final class FormMemory {
    private var forms: [(form: Form, dice: Dice)] = []

    /// Nothing was written yet.
    package init() {}

    /// The form of a character and the dice as they are after it, by its number in the line: chosen the first time.
    func form(_ number: Int, _ dice: inout Dice, choose: (inout Dice) -> Form) -> Form {
        if number < forms.count {
            dice = forms[number].dice
            return forms[number].form
        }
        let form = choose(&dice)
        forms.append((form, dice))
        return form
    }
}
