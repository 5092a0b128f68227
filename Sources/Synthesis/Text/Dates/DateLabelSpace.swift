import Configs
import Samples

extension DateText {
    func makeSpace() throws -> any LabelSpace {
        var text = self
        text.mode = .exhaustive
        try text.validate()
        return DateLabelSpace(text: text, dates: try DateSpace(text, forms: DateForms(text)))
    }
}

/// All dates of a source in all their forms; the digits' script is drawn.
struct DateLabelSpace: LabelSpace {
    let text: DateText
    let dates: DateSpace
    let shape: LabelShape
    var count: UInt64 { UInt64(dates.count) }

    init(text: DateText, dates: DateSpace) {
        self.text = text
        self.dates = dates
        var (least, most) = (Int.max, 0)
        var scalars = Set<Unicode.Scalar>()
        var always: Set<Unicode.Scalar>?
        for number in 0..<dates.count {
            let label = String(decoding: dates.text(at: number), as: UTF8.self).unicodeScalars
            (least, most) = (min(least, label.count), max(most, label.count))
            let own = Set(label)
            scalars.formUnion(own)
            always = always?.intersection(own) ?? own
        }
        let systems = text.numbering.options.filter { $0.weight > 0 }
        if text.label == .asRendered {
            // Every digit may be another.
            for system in systems {
                let written = system.value.write(String(String.UnicodeScalarView(scalars.sorted())))
                scalars.formUnion(written.unicodeScalars)
            }
            always = always?.filter { !("0"..."9").contains($0) }
        }
        shape = LabelShape(
            lengths: min(least, most)...most, scalars: scalars, always: always ?? [],
            isFixed: systems.count == 1 || text.label == .western)
    }

    func writing(at rank: UInt64, for key: SampleKey) -> Writing {
        let (bytes, parts) = dates.written(at: Int(rank))
        var writing = text.numbered(String(decoding: bytes, as: UTF8.self), for: key)
        writing.parts = parts
        return writing
    }
}
