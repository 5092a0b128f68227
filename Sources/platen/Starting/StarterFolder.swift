import Datasets
import Foundation

/// A folder to start from: a recipe, a training, the catalogue of fonts, and a page that says what to do with them.
struct StarterFolder {
    let path: String
    let starter: Starter

    /// Its files, by their paths in the folder.
    var files: [(name: String, text: String)] {
        [
            ("recipe.yml", starter.recipe(named: name)), ("training.yml", starter.training(named: name)),
            ("fonts/catalog.yml", Starter.catalog), ("README.md", readme),
        ] + starter.companions
    }

    /// Makes the folder and all that is in it; nothing is left of one that can't be finished.
    ///
    /// - Throws: `DatasetError`, with code `.exists` where anything has that name already.
    func write() throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path)
        let parent = folder.deletingLastPathComponent()
        do {
            try files.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch {
            throw failure(error, "cannot make the folder \(parent.path)")
        }
        // One call, so that nothing that came meanwhile is written over: a link that leads nowhere is there, too.
        guard mkdir(folder.path, 0o777) == 0 else {
            let number = errno
            if number == EEXIST {
                throw DatasetError(.exists, "\(path) exists already, and stays as it is: give another name")
            }
            throw failure(WriteFailure(number: number), "cannot make the folder \(path)")
        }
        do {
            for (name, text) in self.files {
                let file = folder.appendingPathComponent(name)
                try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        } catch {
            try? files.removeItem(at: folder)
            throw failure(error, "cannot write into \(path)")
        }
    }

    private func failure(_ error: any Error, _ what: String) -> DatasetError { failure(WriteFailure(error), what) }

    private func failure(_ failure: WriteFailure, _ what: String) -> DatasetError {
        DatasetError(failure.isOfDisk ? .io : .cannotCreate, "\(what): \(failure.reason)")
    }

    /// The folder's own name where it can stand in a config without a thought; nil otherwise.
    private var name: String? {
        let name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
        return isPlain && !name.isEmpty ? name : nil
    }

    /// The commands that come next, and what each is for.
    static let steps: [(command: String, purpose: String)] = [
        ("platen preview recipe.yml --output preview.png", "look at some samples"),
        ("platen preview recipe.yml --serve", "change the recipe on a page, with sliders"),
        ("platen generate recipe.yml --output dataset --count 1000", "write a dataset"),
        ("platen train training.yml --output run", "train a model; report.html in the run's folder shows how it goes"),
        ("platen eval --model run/best.safetensors --data recipe.yml", "measure it on samples that it never saw"),
        ("platen predict --model run/best.safetensors my-pictures/", "read pictures of your own"),
        ("platen serve --model run/best.safetensors", "read pictures over HTTP"),
    ]

    private var companions: String {
        starter.companions.map { "\n- `\($0.name)` is a recipe that the training draws from as well." }.joined()
    }

    private var readme: String {
        let width = Self.steps.map(\.command.count).max() ?? 0
        let commands = Self.steps.map { step in
            step.command.padding(toLength: width, withPad: " ", startingAt: 0) + "  # " + step.purpose
        }
        return """
            # \(name ?? starter.rawValue)

            Pictures of \(starter.summary), and a model that reads them. Made by `platen new --like \(starter.rawValue)`.

            - `recipe.yml` says what is drawn: the texts, in which faces, on what, and what the camera does to it.
            - `training.yml` says what is learnt from it, by which network, and how long.\(companions)
            - `fonts/catalog.yml` says which families a group such as `{group: sans}` has; fonts of your own can lie beside it
              (`fonts.faces: [{folder: fonts}]`).

            ## Commands

            In this folder:

            ```sh
            \(commands.joined(separator: "\n"))
            ```

            ## Make it yours

            1. Put some thirty real pictures into `my-pictures/`, and compare what is drawn with them:
               `platen inspect recipe.yml --against my-pictures`.
            2. Change `recipe.yml` until the two look alike: first the texts under `text:`, then faces and sizes, then paper and
               camera. `platen recipe --explain camera.blur` says what a key does.
            3. Each command takes changes without an edit: `platen preview recipe.yml --output sheet.png fonts.size=20..40`.
            4. Train, and look at the worst mistakes in `run/report.html`.
            5. Let the model follow the real pictures: `platen train training.yml --adapt my-pictures --output mine
               start=run/best.safetensors`.

            `platen doctor` says what is missing on this machine, such as fonts.

            """
    }
}
