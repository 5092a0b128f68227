// Reading pictures from code: a model's file, pictures in, texts out, each with its probability and its characters' places.
//
//     swift run reading MODEL.safetensors PICTURE...
import Foundation
import Imaging
import Recognition

let arguments = Array(CommandLine.arguments.dropFirst())
guard let model = arguments.first else {
    print("usage: reading MODEL.safetensors PICTURE...")
    exit(64)
}
let paths = Array(arguments.dropFirst())
let reader = try Reader(model: model)
let readings = try reader.read(try paths.map { try ImageFile.read(path: $0) })

for (path, reading) in zip(paths, readings) {
    print("\(path)\t\(reading.text)\t\(Int(reading.probability * 100)) %")
    for letter in reading.characters {
        let columns = "\(Int(letter.place.left))...\(Int(letter.place.right))"
        print("    \(letter.character) at columns \(columns), \(Int(letter.probability * 100)) %")
    }
}
