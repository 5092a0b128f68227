import Samples

extension Recipe {
    /// Whether a picture is a page of several texts.
    package var hasPages: Bool { page.texts != nil }

    /// How many texts the samples of each split have at most.
    var textCounts: SplitSizes {
        guard let texts = page.texts else { return samples }
        var counts = samples
        counts.train *= texts.most
        counts.val *= texts.most
        counts.test *= texts.most
        return counts
    }

    /// The key that a text of a page is written by.
    ///
    /// The first text of a page is that of a picture of one text, unless texts are counted off: then each text of each page
    /// takes a number of its own.
    /// - Parameters:
    ///   - place: which of the texts it is, from 0.
    ///   - key: the sample's.
    func keyOfText(_ place: Int, of key: SampleKey, by author: any Author) -> SampleKey {
        guard let texts = page.texts else { return key }
        guard author.isNumbered || author.branches.contains(where: \.author.isNumbered) else {
            return key.ofPlace(place)
        }
        let number = (key.index &* texts.most &+ place) & Int.max
        return SampleKey(seed: key.seed, split: key.split, index: number, attempt: key.attempt)
    }
}
