import CHarfBuzz
import Scripts

/// Splits a text into the runs that are shaped at once: one face, one script, one direction.
enum TextRuns {
    /// A piece of text.
    struct Run: Hashable {
        /// Its place in the text's UTF-8.
        var bytes: Range<Int>
        /// Its script.
        var script: hb_script_t
        /// Its level: odd ones run from right to left.
        var level: UInt8
        /// The piece of the text that it belongs to.
        var piece = 0

        /// Whether it runs from right to left.
        var isRightToLeft: Bool { level & 1 == 1 }
    }

    /// The runs of a text in visual order, from left to right.
    ///
    /// - Parameters:
    ///   - pieces: The parts that have a face of their own.
    ///   - script: The script of the whole text; `nil` to tell it from the characters.
    static func split(
        _ bytes: UnsafeBufferPointer<UInt8>, pieces: [Range<Int>], direction: TextDirection,
        script: hb_script_t?
    ) -> [Run] {
        if direction != .rtl, bytes.allSatisfy({ $0 < 0x80 }) {
            return pieces.enumerated().map { number, piece in
                Run(bytes: piece, script: script ?? HB_SCRIPT_LATIN, level: 0, piece: number)
            }
        }
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let line = BidiLine(scalars, direction: direction)
        let levels = line.levels
        let scripts = script.map { Array(repeating: $0, count: scalars.count) } ?? scripts(of: scalars)

        var runs: [Run] = []
        // The run of each character.
        var owners: [Int] = []
        var start = 0
        var piece = 0
        for (number, scalar) in scalars.enumerated() {
            let end = start + UTF8.width(scalar)
            while piece + 1 < pieces.count, start >= pieces[piece].upperBound { piece += 1 }
            if let last = runs.last, last.level == levels[number], last.script == scripts[number], last.piece == piece {
                runs[runs.count - 1].bytes = last.bytes.lowerBound..<end
            } else {
                runs.append(Run(bytes: start..<end, script: scripts[number], level: levels[number], piece: piece))
            }
            owners.append(runs.count - 1)
            start = end
        }
        var isPlaced = [Bool](repeating: false, count: runs.count)
        return line.order.compactMap { number in
            let run = owners[number]
            defer { isPlaced[run] = true }
            return isPlaced[run] ? nil : runs[run]
        }
    }

    /// The script of each character; those of no script of their own take that of their neighbour.
    private static func scripts(of scalars: [Unicode.Scalar]) -> [hb_script_t] {
        let unicode = hb_unicode_funcs_get_default()
        var scripts = scalars.map { hb_unicode_script(unicode, $0.value) }
        func isOwn(_ script: hb_script_t) -> Bool {
            script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN
        }
        var current = scripts.first(where: isOwn) ?? HB_SCRIPT_LATIN
        for number in scripts.indices {
            if isOwn(scripts[number]) { current = scripts[number] } else { scripts[number] = current }
        }
        return scripts
    }
}
