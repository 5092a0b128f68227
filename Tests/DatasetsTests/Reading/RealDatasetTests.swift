import Datasets
import Imaging
import Samples
import TestSupport
import Testing

/// Real folders, as they are published.
@Suite struct RealDatasetTests {
    @Test(.enabled(if: SharedData.has("captcha_images_v2"), Comment(rawValue: SharedData.absence)))
    func namesOfCAPTCHAs() throws {
        let set = try StoredDataset(SharedData.folder("captcha_images_v2"))
        #expect(set.format == .fileName)
        let labels = try set.labels(of: .train)
        #expect(labels.count == 1040)
        #expect(labels.allSatisfy { $0.count == 5 })
        #expect(Set(labels.joined()).count == 19)
        let sample = try set.makeReader().sample(at: labels.count - 1, in: .train)
        #expect((sample.image.width, sample.image.height) == (200, 50))
    }

    @Test(
        .enabled(
            if: SharedData.has("orand_car_a") && SharedData.has("sroie_fields"), Comment(rawValue: SharedData.absence)),
        arguments: [("orand_car_a", 1080), ("sroie_fields", 620)])
    func tabbedLists(name: String, count: Int) throws {
        let set = try StoredDataset(SharedData.folder(name))
        #expect(set.format == .tabbed)
        #expect(set.count(of: .test) == count)
        let parts = try set.divided(SplitFractions(train: 0.9, val: 0.1), seed: 5)
        let reader = try parts.makeReader()
        for index in 0..<20 {
            let sample = try reader.sample(at: index, in: .val)
            #expect(sample.image.width > 4 && !sample.label.isEmpty)
        }
    }
}
