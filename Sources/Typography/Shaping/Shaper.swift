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
            for run in runs where run.piece < pieces.count {
                append(run, of: bytes, graphemes: graphemes, in: pieces[run.piece], to: &result)
            }
            result.missing = missing(in: result, pieces: pieces)
            return result
        }
    }

    /// Shapes one run and appends its glyphs, in visual order.
    private func append(
        _ run: TextRuns.Run, of bytes: UnsafeBufferPointer<UInt8>, graphemes: Graphemes, in piece: TypePiece,
        to result: inout ShapedText
    ) {
        let face = piece.face
        hb_buffer_clear_contents(buffer)
        bytes.withMemoryRebound(to: CChar.self) { characters in
            hb_buffer_add_utf8(
                buffer, characters.baseAddress, Int32(bytes.count), UInt32(run.bytes.lowerBound), Int32(run.bytes.count)
            )
        }
        hb_buffer_set_direction(buffer, run.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, run.script)
        if let language = settings.language { hb_buffer_set_language(buffer, language) }
        settings.list.withUnsafeBufferPointer { list in
            hb_shape(face.shaping.handle, buffer, list.baseAddress, UInt32(list.count))
        }

        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
            let positions = hb_buffer_get_glyph_positions(buffer, &count)
        else { return }
        let scale = piece.scale / face.shaping.unitsPerEm
        let first = result.glyphs.count
        var penX = result.width
        var penY = 0.0
        for number in 0..<Int(count) {
            let position = positions[number]
            let advance = Double(position.x_advance) * scale
            let origin = Point(
                x: penX + Double(position.x_offset) * scale, y: 0 - (penY + Double(position.y_offset) * scale))
            let glyph = ShapedGlyph(
                id: infos[number].codepoint, clusters: 0..<0, origin: origin, advance: advance,
                isRightToLeft: run.isRightToLeft, piece: run.piece)
            result.glyphs.append(glyph)
            penX += advance
            penY += Double(position.y_advance) * scale
        }
        result.width = penX

        // A glyph writes all bytes up to the next glyph's, in logical order.
        var end = run.bytes.upperBound
        var start = end
        for step in 0..<Int(count) {
            let number = run.isRightToLeft ? step : Int(count) - 1 - step
            let cluster = Int(infos[number].cluster)
            if cluster != start {
                end = start
                start = cluster
            }
            result.glyphs[first + number].clusters = graphemes.range(of: start..<max(start + 1, end))
        }
    }

    /// The clusters that have no glyph, or no ink though they are no space.
    private func missing(in text: ShapedText, pieces: [TypePiece]) -> [String] {
        // As a rule there is one inked glyph for each cluster; the rest need a closer look.
        let isPlain =
            text.glyphs.count == text.clusters.count
            && text.glyphs.allSatisfy { pieces[$0.piece].face.mark(of: $0.id) == .ink && $0.clusters.count == 1 }
        if isPlain { return [] }
        var hasInk = [Bool](repeating: false, count: text.clusters.count)
        var lacksGlyph = hasInk
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
