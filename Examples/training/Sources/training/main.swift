// Training from code: the config that `platen train` reads, changes to it, and what happens told step by step.
//
//     swift run training TRAINING.yml FOLDER [training.steps=200 ...]
import Foundation
import Learning

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    print("usage: training TRAINING.yml FOLDER [key.path=value ...]")
    exit(64)
}
let training = try Training(config: arguments[0], overrides: Array(arguments.dropFirst(2)), output: arguments[1])

let model = try training.run { event in
    switch event {
    case .step(let step) where step.number % 10 == 0:
        print("step \(step.number) of \(step.count): loss \(step.loss), \(Int(step.imagesPerSecond)) images a second")
    case .step: break
    case .validation(let validation):
        print(
            "step \(validation.step): \(validation.exactRate * 100) % are right"
                + (validation.isBest ? ", the best" : ""))
    case .note(let text): print("note: \(text)")
    case .warning(let text): print("warning: \(text)")
    }
}
print("\(model) holds the best model")
