import CHarfBuzz
import Imaging

/// Turns text into glyphs with HarfBuzz; one buffer, used again and again.
final class Shaper {
    private let buffer: OpaquePointer
    private let handles: HandleCount
    private var settings: Settings

    /// The C form of the features that were asked for last.
    private struct Settings {
        var features: ShapingFeatures
        var language: OpaquePointer?
        var script: hb_script_t?
        var list: [hb_feature_t]

        init(_ features: ShapingFeatures) {
            self.features = features
            language = features.language.flatMap { hb_language_from_string($0, -1) }
            script = features.script.map { hb_script_from_string($0, -1) }
            list = []
            if !features.kerning { list.append(Settings.off("kern")) }
            if !features.ligatures { list += ["liga", "clig", "dlig", "hlig"].map(Settings.off) }
            // Of two that name the same feature HarfBuzz takes the later one.
            list += features.switches.map { Settings.feature($0.tag, $0.value) }
        }

        /// What keeps the characters of some bytes as they are.
        static func plain(_ bytes: Range<Int>) -> [hb_feature_t] {
            ShapingFeatures.replacing.map {
                hb_feature_t(
                    tag: hb_tag_from_string($0, -1), value: 0, start: UInt32(bytes.lowerBound),
                    end: UInt32(bytes.upperBound))
            }
        }

        private static func off(_ name: String) -> hb_feature_t { feature(name, 0) }

        private static func feature(_ name: String, _ value: UInt32) -> hb_feature_t {
            hb_feature_t(tag: hb_tag_from_string(name, -1), value: value, start: 0, end: .max)
        }
    }

    init(handles: HandleCount) throws(TypographyError) {
        guard let buffer = hb_buffer_create(), hb_buffer_allocation_successful(buffer) != 0 else {
            throw TypographyError(.library, "HarfBuzz could not start: out of memory")
        }
        self.buffer = buffer
        self.handles = handles
        self.settings = Settings(ShapingFeatures())
        handles.opened()
    }

    deinit {
        hb_buffer_destroy(buffer)
        handles.closed()
    }

    func shape(_ text: String, pieces: [TypePiece], features: ShapingFeatures) -> ShapedText {
        if features != settings.features { settings = Settings(features) }
        var text = text
        return text.withUTF8 { bytes in
            let graphemes = Graphemes(bytes)
            var result = ShapedText(glyphs: [], width: 0, clusters: graphemes.texts, missing: [])
            result.glyphs.reserveCapacity(bytes.count)
            let runs = TextRuns.split(
                bytes, pieces: pieces.map(\.bytes), direction: features.direction, script: settings.script)
            var lacks = Set<Int>()
            for run in runs where run.piece < pieces.count {
                let others = append(run, of: bytes, graphemes: graphemes, in: pieces[run.piece], to: &result)
                for other in others { lacks.formUnion(graphemes.range(of: other)) }
            }
            if features.letterCase == .exact { lacks.formUnion(lettersOfOtherCase(in: result, pieces: pieces)) }
            result.missing = missing(in: result, pieces: pieces, lacking: lacks)
            return result
        }
    }

    /// Shapes one run and appends its glyphs, in visual order.
    /// - Returns: the bytes for which the face shows other characters, whatever is done.
    private func append(
        _ run: TextRuns.Run, of bytes: UnsafeBufferPointer<UInt8>, graphemes: Graphemes, in piece: TypePiece,
        to result: inout ShapedText
    ) -> [Range<Int>] {
        let face = piece.face
        var spans = fill(run, of: bytes, in: face, settings.list)
        var others = strangers(spans, of: bytes, in: face, isRightToLeft: run.isRightToLeft)
        if !others.isEmpty {
            // The font puts other characters there: once more, without the features that may do so.
            spans = fill(run, of: bytes, in: face, settings.list + others.flatMap(Settings.plain))
            others = strangers(spans, of: bytes, in: face, isRightToLeft: run.isRightToLeft)
        }

        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
            let positions = hb_buffer_get_glyph_positions(buffer, &count)
        else { return others }
        let scale = piece.scale / face.shaping.unitsPerEm
        var penX = result.width
        var penY = 0.0
        for (number, span) in spans.enumerated() {
            let position = positions[number]
            let advance = Double(position.x_advance) * scale
            let origin = Point(
                x: penX + Double(position.x_offset) * scale, y: 0 - (penY + Double(position.y_offset) * scale))
            let glyph = ShapedGlyph(
                id: infos[number].codepoint, clusters: graphemes.range(of: span), origin: origin, advance: advance,
                isRightToLeft: run.isRightToLeft, piece: run.piece)
            result.glyphs.append(glyph)
            penX += advance
            penY += Double(position.y_advance) * scale
        }
        result.width = penX
        return others
    }

    /// Fills the buffer with the glyphs of a run, in visual order.
    /// - Returns: the bytes that each glyph writes: all up to the next glyph's, in logical order.
    private func fill(
        _ run: TextRuns.Run, of bytes: UnsafeBufferPointer<UInt8>, in face: Face, _ features: [hb_feature_t]
    ) -> [Range<Int>] {
        hb_buffer_clear_contents(buffer)
        bytes.withMemoryRebound(to: CChar.self) { characters in
            hb_buffer_add_utf8(
                buffer, characters.baseAddress, Int32(bytes.count), UInt32(run.bytes.lowerBound), Int32(run.bytes.count)
            )
        }
        hb_buffer_set_direction(buffer, run.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, run.script)
        if let language = settings.language { hb_buffer_set_language(buffer, language) }
        features.withUnsafeBufferPointer { list in
            hb_shape(face.shaping.handle, buffer, list.baseAddress, UInt32(list.count))
        }
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count) else { return [] }
        var spans = [Range<Int>](repeating: 0..<0, count: Int(count))
        var end = run.bytes.upperBound
        var start = end
        for step in 0..<Int(count) {
            let number = run.isRightToLeft ? step : Int(count) - 1 - step
            let cluster = Int(infos[number].cluster)
            if cluster != start {
                end = start
                start = cluster
            }
            spans[number] = start..<max(start + 1, end)
        }
        return spans
    }

    /// The bytes for which the glyphs in the buffer show other characters.
    private func strangers(
        _ spans: [Range<Int>], of bytes: UnsafeBufferPointer<UInt8>, in face: Face, isRightToLeft: Bool
    ) -> [Range<Int>] {
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count) else { return [] }
        return zip(spans, 0..<Int(count)).compactMap { span, number in
            let glyph = infos[number].codepoint
            let isRight = glyph == 0 || face.characters.shows(glyph, bytes[span], isRightToLeft: isRightToLeft)
            return isRight ? nil : span
        }
    }

    /// The clusters whose letters the faces draw in the other case.
    private func lettersOfOtherCase(in text: ShapedText, pieces: [TypePiece]) -> [Int] {
        text.glyphs.flatMap { glyph in
            glyph.clusters.filter { cluster in
                text.clusters[cluster].unicodeScalars.contains {
                    // Digits and marks come first in ASCII, and are most of what is written.
                    $0.value > 0x40 && pieces[glyph.piece].face.letters.isOtherCase($0)
                }
            }
        }
    }

    /// The clusters that have no glyph, or no ink though they are no space, and those that are lacking already.
    private func missing(in text: ShapedText, pieces: [TypePiece], lacking: Set<Int>) -> [String] {
        // As a rule there is one inked glyph for each cluster; the rest need a closer look.
        let isPlain =
            lacking.isEmpty && text.glyphs.count == text.clusters.count
            && text.glyphs.allSatisfy { pieces[$0.piece].face.mark(of: $0.id) == .ink && $0.clusters.count == 1 }
        if isPlain { return [] }
        var hasInk = [Bool](repeating: false, count: text.clusters.count)
        var lacksGlyph = hasInk
        for cluster in lacking { lacksGlyph[cluster] = true }
        for glyph in text.glyphs {
            switch pieces[glyph.piece].face.mark(of: glyph.id) {
            case .ink: for cluster in glyph.clusters { hasInk[cluster] = true }
            case .missing: for cluster in glyph.clusters { lacksGlyph[cluster] = true }
            case .blank, .unknown: break
            }
        }
        return text.clusters.indices.filter { cluster in
            lacksGlyph[cluster] || (!hasInk[cluster] && !Graphemes.isInkless(text.clusters[cluster]))
        }.map { text.clusters[$0] }
    }
}
