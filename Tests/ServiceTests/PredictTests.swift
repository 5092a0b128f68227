import Foundation
import HTTPTypes
import Imaging
import Recognition
import Testing

@testable import Service

@Suite struct PredictTests {
    /// Whichever way a picture comes, it is read as the library reads it.
    @Test func everyWayInGivesTheSameReading() async throws {
        let service = try ServiceFixture()
        let picture = ServiceFixture.picture(1)
        let png = try ServiceFixture.png(picture)
        let expected = try service.reader().read([picture])[0]
        try await service.serve { client in
            let base64 = Data(png).base64EncodedString()
            let form = form([png])
            let answers = [
                try await client.post(
                    "/predict", "application/json", Data("{\"image\":\"data:image/png;base64,\(base64)\"}".utf8)),
                try await client.post(
                    "/predict", "application/json; charset=utf-8", Data("{\"image\":\"\(base64)\"}".utf8)),
                try await client.post("/predict", "image/png", png),
                try await client.post("/predict", "application/octet-stream", png),
                try await client.post("/predict", "text/plain", Data(base64.utf8)),
                try await client.post("/predict", form.type, form.body),
            ]
            for answer in answers {
                #expect(answer.status == .ok)
                #expect(answer.timeless == answers[0].timeless)
            }
            let object = try answers[0].object
            #expect(object["prediction"] as? String == expected.text)
            #expect(object["model"] as? String == "digits")
            #expect(abs((object["probability"] as? Double ?? -1) - expected.probability) < 1e-4)
            #expect(object["milliseconds"] as? Double ?? -1 > 0)
            let characters = try #require(object["characters"] as? [[String: Any]])
            #expect(characters.map { $0["character"] as? String } == expected.text.map { String($0) })
            for (character, letter) in zip(characters, expected.characters) {
                let box = try #require(character["box"] as? [Double])
                #expect(abs(box[0] - letter.place.left) < 0.1 && abs(box[2] - letter.place.width) < 0.1)
                #expect(box[1] == 0 && box[3] == 32)
            }
        }
    }

    @Test func severalPicturesAreReadInTheirOrder() async throws {
        let service = try ServiceFixture()
        let pictures = (0..<5).map { ServiceFixture.picture($0) }
        let texts = try service.reader().read(pictures).map(\.text)
        #expect(Set(texts).count > 1)
        let files = try pictures.map { try ServiceFixture.png($0) }
        try await service.serve { client in
            let list = files.map { "\"\(Data($0).base64EncodedString())\"" }.joined(separator: ",")
            let json = try await client.post("/predict", "application/json", Data("{\"images\":[\(list)]}".utf8))
            let form = form(files)
            for answer in [json, try await client.post("/predict", form.type, form.body)] {
                let predictions = try #require(try answer.object["predictions"] as? [[String: Any]])
                #expect(predictions.map { $0["prediction"] as? String } == texts)
            }
            // A list of one is a list.
            let one = "{\"images\":[\"\(Data(files[0]).base64EncodedString())\"]}"
            #expect(try await client.post("/predict", "application/json", Data(one.utf8)).object["predictions"] != nil)
        }
    }

    @Test func picturesAreLookedAtInAsManyViewsAsAreAskedFor() async throws {
        var service = try ServiceFixture()
        let pictures = (0..<6).map { ServiceFixture.picture($0) }
        let alone = try service.reader().read(pictures)
        service.settings.views = 5
        let expected = try service.reader().read(pictures)
        #expect(alone.map(\.probability) != expected.map(\.probability))
        let form = form(try pictures.map { try ServiceFixture.png($0) })
        try await service.serve { client in
            let answer = try await client.post("/predict", form.type, form.body).object
            let predictions = try #require(answer["predictions"] as? [[String: Any]])
            #expect(predictions.map { $0["prediction"] as? String } == expected.map(\.text))
            for (prediction, reading) in zip(predictions, expected) {
                #expect(abs(try #require(prediction["probability"] as? Double) - reading.probability) < 1e-4)
            }
        }
    }

    @Test func otherTextsComeWhereTheyAreAskedFor() async throws {
        let service = try ServiceFixture()
        let png = try ServiceFixture.png(ServiceFixture.picture(3))
        try await service.serve { client in
            let plain = try await client.post("/predict", "image/png", png).object
            #expect(plain["alternatives"] == nil)
            let object = try await client.post("/predict?alternatives=3", "image/png", png).object
            let others = try #require(object["alternatives"] as? [[String: Any]])
            #expect((1...3).contains(others.count))
            #expect(!others.contains { $0["prediction"] as? String == object["prediction"] as? String })
            let probabilities = others.compactMap { $0["probability"] as? Double }
            #expect(probabilities == probabilities.sorted(by: >))
        }
    }

    @Test func requestsNameTheModel() async throws {
        let service = try ServiceFixture(models: ["one", "two"])
        let png = try ServiceFixture.png(ServiceFixture.picture(4))
        try await service.serve { client in
            let form = form([png], fields: ["model": "two"])
            let json = Data("{\"image\":\"\(Data(png).base64EncodedString())\",\"model\":\"two\"}".utf8)
            let first = try await client.post("/predict", "image/png", png).object
            let second = try await client.post("/predict?model=two", "image/png", png).object
            #expect(first["model"] as? String == "one")
            #expect(second["model"] as? String == "two")
            #expect(first["prediction"] as? String != second["prediction"] as? String)
            #expect(try await client.post("/predict", form.type, form.body).object["model"] as? String == "two")
            #expect(try await client.post("/predict", "application/json", json).object["model"] as? String == "two")
            let unknown = try await client.post("/predict?model=three", "image/png", png)
            #expect(unknown.status == .notFound)
            #expect(try unknown.problem.code == "no_such_model")
        }
    }

    /// A date is a possible one, whatever the network says.
    @Test func datesAreReadAsDates() async throws {
        let service = try ServiceFixture()
        let files = try (0..<4).map { try ServiceFixture.png(ServiceFixture.picture($0, width: 200)) }
        let form = form(files)
        try await service.serve { client in
            let answer = try await client.post("/extract_date", form.type, form.body)
            let dates = try #require(try answer.object["dates"] as? [[String: Any]])
            #expect(dates.count == 4)
            for date in dates {
                let text = try #require(date["date"] as? String)
                let day = try #require(date["iso8601"] as? String, "\(text)")
                let (digits, parts) = (
                    Set(text.split { "/-.".contains($0) }.compactMap { Int($0) }), day.split(separator: "-")
                )
                #expect(parts.count == 3 && digits == Set(parts.compactMap { Int($0) }), "\(text) is \(day)")
                #expect(date["also_possible"] as? [String] == [])
            }
        }
    }

    /// Digits alone write no date: separators stand between its parts.
    @Test(arguments: ["abc", "0123456789", "/-.", "012345678€"])
    func anAlphabetThatWritesNoDateReadsNone(alphabet: String) async throws {
        let service = try ServiceFixture(alphabet: alphabet)
        let png = try ServiceFixture.png(ServiceFixture.picture(1))
        try await service.serve { client in
            let answer = try await client.post("/extract_date", "image/png", png)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.code == "no_dates")
            let models = try #require(try await client.get("/models").object["models"] as? [[String: Any]])
            #expect(models.map { $0["reads_dates"] as? Bool } == [false])
        }
    }

    /// Some digits are enough, where a date can be written in them.
    @Test func anAlphabetOfFewDigitsReadsTheirDates() async throws {
        let service = try ServiceFixture(alphabet: "012/")
        let png = try ServiceFixture.png(ServiceFixture.picture(1, width: 200))
        try await service.serve { client in
            let answer = try await client.post("/extract_date", "image/png", png)
            #expect(answer.status == .ok)
            #expect(try answer.object["iso8601"] is String)
        }
    }

    /// A picture in which no date has room is none of a date, whatever else could be read there.
    @Test func aPictureWithoutADateIsSaid() async throws {
        let service = try ServiceFixture()
        let (narrow, wide) = (
            try ServiceFixture.png(ServiceFixture.picture(1, width: 9)),
            try ServiceFixture.png(ServiceFixture.picture(2, width: 200))
        )
        try await service.serve { client in
            let one = try await client.post("/extract_date", "image/png", narrow)
            #expect(one.status == .unprocessableContent)
            #expect(
                try one.problem
                    == Refusal(code: "no_date", message: "no date can be read: the picture is too narrow for one"))
            let form = form([wide, narrow])
            let several = try await client.post("/extract_date", form.type, form.body)
            #expect(several.status == .unprocessableContent)
            #expect(try several.problem.code == "no_date" && several.problem.message.hasPrefix("picture 2: "))
            let text = try await client.post("/predict", "image/png", narrow)
            #expect(text.status == .ok)
        }
    }

    /// Requests that come together are computed together, and each is answered as it would be alone.
    @Test(arguments: [1, 3]) func answersAreTheSameInAnyCompany(workers: Int) async throws {
        var fixture = try ServiceFixture()
        fixture.settings.workers = workers
        let service = fixture
        let files = try (0..<48).map { try ServiceFixture.png(ServiceFixture.picture($0)) }
        try await service.serve { client in
            var alone: [String] = []
            for file in files {
                alone.append(try await client.post("/predict?alternatives=2", "image/png", file).timeless)
            }
            let before = service.metrics.text([])
            #expect(before.contains("platen_batches_total{model=\"digits\"} 48\n"))
            let together = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for (number, file) in files.enumerated() {
                    group.addTask {
                        (number, try await client.post("/predict?alternatives=2", "image/png", file).timeless)
                    }
                }
                return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
            }
            #expect(files.indices.map { together[$0] } == alone)
            // And in one request.
            let form = form(files)
            let list = try await client.post("/predict?alternatives=2", form.type, form.body)
            #expect(try list.object["predictions"] is [Any])
            for answer in alone {
                let reading = answer.replacing(
                    /,"milliseconds":0,"model":"digits"|"milliseconds":0,"model":"digits",/, with: "")
                #expect(list.text.contains(reading), "\(reading)")
            }
        }
        let counts = service.metrics.text([])
        #expect(counts.contains("platen_pictures_total{model=\"digits\"} 144\n"))
    }
}
