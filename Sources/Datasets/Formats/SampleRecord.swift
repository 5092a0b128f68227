import Imaging
import Samples

/// The line of `samples.jsonl` that tells everything about one sample.
///
/// ```
/// {"split":"train","index":0,"path":"train/000000.png","label":"12","sha256":"...","bytes":512,
///  "width":145,"height":40,"attempt":0,"quad":[x,y,x,y,x,y,x,y],
///  "characters":[["1",x,y,x,y,x,y,x,y],...],"choices":{"camera.blur.sigma":0.4,...},
///  "rejections":[["lost_ink","DejaVu Sans"]]}
/// ```
/// Corners run clockwise from the top left and are rounded to 0.01 px. A choice that was made more than once
/// has `#2`, `#3` ... after its name from the second time on. Where the picture is in a file of many that grew with the samples,
/// `"container":"train-000000.tar","offset":512` follow `"label"`: its first byte there. Where masks are written, `"mask"`,
/// `"mask_sha256"` and `"mask_bytes"` follow `"height"`. Of a page of several texts, `"label"` has all of them with a line feed
/// between each and the next, `"quad"` is the box around them, `"characters"` has those of one text after those of the other, and
/// `"texts":[{"label":"12","quad":[...],"characters":2},...]` follows it: each text, and how many of the characters it has.
struct SampleRecord {
    /// A file that was written.
    struct File {
        var path: [UInt8]
        var digest: Digest
        var byteCount: Int
    }

    /// What a choice is of, as far as it is counted.
    enum Topic {
        case font, hand, source, em, unread, other

        /// The topic of a name: `font`, `....font`, `hand`, `text.source`, `page.em` and `ink.unread` are counted, and the same of each
        /// text of a page, such as `texts.3.hand`.
        init(_ name: String) {
            self =
                switch Self.ofText(name) {
                case "hand": .hand
                case "text.source": .source
                case "page.em": .em
                case "ink.unread": .unread
                default: name == "font" || name.hasSuffix(".font") ? .font : .other
                }
        }

        /// A name without what says which of a page's texts it is of.
        private static func ofText(_ name: String) -> Substring {
            guard name.hasPrefix("texts.") else { return name[...] }
            let rest = name.dropFirst(6)
            guard let dot = rest.firstIndex(of: "."), rest[..<dot].allSatisfy(\.isNumber) else { return name[...] }
            return rest[rest.index(after: dot)...]
        }
    }

    /// A choice's name, ready to be written.
    private struct Name {
        /// The name in quotation marks, and a colon.
        var encoded: [UInt8]
        var topic: Topic
        /// The sample in which it was last met, and how often in that one.
        var sample: UInt64
        var count: Int

        mutating func append(in current: UInt64, to bytes: inout [UInt8]) -> Topic {
            count = sample == current ? count + 1 : 1
            sample = current
            if count == 1 {
                bytes.append(contentsOf: encoded)
            } else {
                bytes.append(contentsOf: encoded.dropLast(2))
                bytes.append(UInt8(ascii: "#"))
                bytes.append(decimal: count)
                bytes.append("\":")
            }
            return topic
        }
    }

    private var names: [String: Name] = [:]
    private var sample: UInt64 = 0

    /// The fonts that the last sample was drawn with.
    private(set) var fonts: [String] = []
    /// The hands that it was written by.
    private(set) var hands: [String] = []
    /// The sources of a mixture that the last sample's text came from.
    private(set) var sources: [String] = []
    /// The type size that its text had to shrink to, px an em; nil where it did not have to.
    private(set) var em: Double?
    /// Whether its text went out though it may not be readable: it was drawn anew as often as is of use.
    private(set) var isUnread = false

    /// Appends a sample's line; tells where in `bytes` the words go that say where the picture lies in a file of many:
    /// `RecordPlace`.
    @discardableResult mutating func append(
        _ sample: Sample, split: Split, index: Int, image: File, mask: File?, quality: Int?, to bytes: inout [UInt8]
    ) -> Int {
        bytes.append("{\"split\":\"")
        bytes.append(split.rawValue)
        bytes.append("\",\"index\":")
        bytes.append(decimal: index)
        bytes.append(",\"path\":")
        bytes.append(jsonString: String(decoding: image.path, as: UTF8.self))
        bytes.append(",\"label\":")
        bytes.append(jsonString: sample.label)
        let mark = bytes.count
        bytes.append(",\"sha256\":\"")
        bytes.append(image.digest)
        bytes.append("\",\"bytes\":")
        bytes.append(decimal: image.byteCount)
        bytes.append(",\"width\":")
        bytes.append(decimal: sample.image.width)
        bytes.append(",\"height\":")
        bytes.append(decimal: sample.image.height)
        if let mask {
            bytes.append(",\"mask\":")
            bytes.append(jsonString: String(decoding: mask.path, as: UTF8.self))
            bytes.append(",\"mask_sha256\":\"")
            bytes.append(mask.digest)
            bytes.append("\",\"mask_bytes\":")
            bytes.append(decimal: mask.byteCount)
        }
        bytes.append(",\"attempt\":")
        bytes.append(decimal: sample.key.attempt)
        bytes.append(",\"quad\":[")
        bytes.append(corners: sample.textQuad)
        bytes.append("],\"characters\":[")
        for (position, character) in sample.characters.enumerated() {
            if position > 0 { bytes.append(.comma) }
            bytes.append(UInt8(ascii: "["))
            bytes.append(jsonString: character.text)
            bytes.append(.comma)
            bytes.append(corners: character.quad)
            bytes.append(UInt8(ascii: "]"))
        }
        if !sample.texts.isEmpty { append(sample.texts, to: &bytes) }
        bytes.append("],\"choices\":{")
        append(choices: sample.choices, quality: quality, to: &bytes)
        bytes.append("},\"rejections\":[")
        for (position, rejection) in sample.rejections.enumerated() {
            if position > 0 { bytes.append(.comma) }
            bytes.append("[\"")
            bytes.append(rejection.reason.rawValue)
            bytes.append("\",")
            bytes.append(jsonString: rejection.font)
            bytes.append(UInt8(ascii: "]"))
        }
        bytes.append("]}\n")
        return mark
    }

    /// Appends the texts of a page, between the list before and its end.
    private func append(_ texts: [Sample.Text], to bytes: inout [UInt8]) {
        bytes.append("],\"texts\":[")
        for (position, text) in texts.enumerated() {
            if position > 0 { bytes.append(.comma) }
            bytes.append("{\"label\":")
            bytes.append(jsonString: text.label)
            bytes.append(",\"quad\":[")
            bytes.append(corners: text.quad)
            bytes.append("],\"characters\":")
            bytes.append(decimal: text.characters.count)
            bytes.append("}")
        }
    }

    /// Appends what was drawn, without the braces.
    mutating func append(choices: [Sample.Choice], quality: Int?, to bytes: inout [UInt8]) {
        sample += 1
        fonts.removeAll(keepingCapacity: true)
        hands.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        em = nil
        isUnread = false
        var isFirst = true
        for choice in choices {
            if !isFirst { bytes.append(.comma) }
            isFirst = false
            let topic = append(name: choice.name, to: &bytes)
            switch choice.value {
            case .number(let number):
                bytes.append(jsonNumber: number)
                if topic == .em { em = min(em ?? number, number) }
            case .text(let text):
                bytes.append(jsonString: text)
                switch topic {
                case .font: fonts.append(text)
                case .hand: hands.append(text)
                case .source: sources.append(text)
                case .unread: isUnread = true
                case .em, .other: break
                }
            }
        }
        if let quality {
            if !isFirst { bytes.append(.comma) }
            _ = append(name: "output.quality", to: &bytes)
            bytes.append(decimal: quality)
        }
    }

    /// Appends a choice's name and a colon; tells what the choice is of.
    private mutating func append(name: String, to bytes: inout [UInt8]) -> Topic {
        let current = sample
        if let index = names.index(forKey: name) {
            return names.values[index].append(in: current, to: &bytes)
        }
        var encoded: [UInt8] = []
        encoded.append(jsonString: name)
        encoded.append(UInt8(ascii: ":"))
        var entry = Name(encoded: encoded, topic: Topic(name), sample: 0, count: 0)
        defer { names[name] = entry }
        return entry.append(in: current, to: &bytes)
    }
}

extension [UInt8] {
    fileprivate mutating func append(corners quad: Quad) {
        append(point: quad.topLeft)
        append(.comma)
        append(point: quad.topRight)
        append(.comma)
        append(point: quad.bottomRight)
        append(.comma)
        append(point: quad.bottomLeft)
    }

    private mutating func append(point: Point) {
        append(hundredths: point.x)
        append(.comma)
        append(hundredths: point.y)
    }
}
