import Foundation
import Samples

extension Sample.Choice.Value {
    /// The value as a person reads it: numbers to four digits.
    var shown: String {
        switch self {
        case .text(let text): return text
        case .number(let number):
            if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
            return String(format: "%.4g", number)
        }
    }
}

extension Sample.Choice {
    /// The name without the stage that it belongs to.
    func name(within stage: String) -> String {
        name.hasPrefix(stage + ".") ? String(name.dropFirst(stage.count + 1)) : name
    }
}
