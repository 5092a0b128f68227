import Foundation
import TestSupport
import Testing

/// Models that come along, exported to ONNX and read by nothing but the code of `examples/`: each text is Platen's.
@Suite(.enabled(if: PythonTools.has("onnxruntime"), "needs onnxruntime: run scripts/test-tools"))
struct ReadingInteropTests {
    /// Runs `Tests/export/check.py`, which fails where a text differs, and says which.
    private func check(_ model: String, _ pictures: String) throws -> String {
        let script = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
        return try PythonTools.run(
            script, PythonTools.repositoryFile("Tests/export/check.py"), Program.built.path, model, pictures)
    }

    /// `numbers` looks for the line in the whole picture first, `receipts` frames it, the others take it as it was cut.
    @Test(
        arguments: [
            ("numbers", "numbers-canvas"), ("receipts", "receipts-world"), ("digits", "drawn-digits"),
            ("cheques", "cheque-amounts"),
        ])
    func aThousandDrawnPicturesAreReadAlike(model: String, recipe: String) throws {
        #expect(try check(model, "configs/\(recipe).yml").contains(": 0 of 1000 pictures "))
    }

    @Test(
        .enabled(if: SharedData.has("sroie_fields"), Comment(rawValue: SharedData.absence)),
        arguments: [("receipts", "sroie_fields"), ("cheques", "orand_car_a"), ("numbers", "orand_car_a")])
    func realPicturesAreReadAlike(model: String, folder: String) throws {
        #expect(try check(model, SharedData.folder(folder)).contains(": 0 of "))
    }
}
