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
    /// Texts that are drawn at random are told apart by the attempt, so that a page's first is that of a picture of one text;
    /// those that are counted off take numbers of their own.
    /// - Parameters:
    ///   - place: which of the texts it is, from 0.
    ///   - key: the sample's.
    func keyOfText(_ place: Int, of key: SampleKey, by author: any Author) -> SampleKey {
        guard let texts = page.texts else { return key }
        guard author.isNumbered else { return key.ofPlace(place) }
        return SampleKey(seed: key.seed, split: key.split, index: key.index * texts.most + place, attempt: key.attempt)
    }

    /// Whether no two samples can have the same label: those of pages are never looked at one by one.
    func hasUniqueLabels(by author: any Author) -> Bool { author.hasUniqueLabels && !hasPages }
}
