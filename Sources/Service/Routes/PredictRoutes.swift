import HTTPTypes
import Hummingbird
import Recognition
import Synthesis

/// `POST /predict` and `POST /extract_date`.
struct PredictRoutes: Sendable {
    let reading: PictureReading
    let bodies: BodyReader

    func add(to router: some RouterMethods<ServiceContext>) {
        router.post("/predict") { request, _ in try await predict(request) }
        router.post("/extract_date") { request, _ in try await extractDate(request) }
    }

    private func predict(_ request: Request) async throws -> Response {
        let start = ContinuousClock.now
        let asked = try PictureRequest(request, try await bodies.bytes(of: request), limits: bodies.limits)
        let model = try reading.models.model(asked.model)
        let readings = try await reading.read(asked.pictures, by: model, alternatives: asked.alternatives)
        let answers = readings.map { PictureAnswer($0, alternatives: asked.alternatives > 0) }
        if let only = answers.first, answers.count == 1, !asked.wantsList {
            return .json(only.json(model: model.name, milliseconds: milliseconds(since: start)))
        }
        return .json(ListAnswer(predictions: answers, model: model.name, milliseconds: milliseconds(since: start)).json)
    }

    private func extractDate(_ request: Request) async throws -> Response {
        let start = ContinuousClock.now
        let asked = try PictureRequest(request, try await bodies.bytes(of: request), limits: bodies.limits)
        let model = try reading.models.model(asked.model)
        guard model.description.dates != nil else { throw Problem.noDates }
        let readings = try await reading.read(asked.pictures, by: model, asDates: true)
        // What is read where no date fits is no date.
        if let number = readings.firstIndex(where: { !$0.transcription.fits }) {
            throw Problem.noDate(picture: number, of: readings.count)
        }
        let dates = reading.models.dates
        let answers = readings.map { DateAnswer($0, days: dates.days(of: $0.text)) }
        if let only = answers.first, answers.count == 1, !asked.wantsList {
            return .json(SingleAnswer(picture: only, model: model.name, milliseconds: milliseconds(since: start)))
        }
        return .json(DateListAnswer(dates: answers, model: model.name, milliseconds: milliseconds(since: start)))
    }

    private func milliseconds(since start: ContinuousClock.Instant) -> Double {
        (start.duration(to: .now) / .milliseconds(1) * 100).rounded() / 100
    }
}
