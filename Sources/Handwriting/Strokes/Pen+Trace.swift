#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Pen {
    /// Gives a trace its widths.
    /// - Parameter scale: the height of a digit in the trace's unit.
    func ink(_ trace: inout Trace, scale: Double, _ dice: inout Dice) {
        let radius = width / 2 * scale * (1 + dice.normal(0.04))
        trace.radii = [Double](repeating: radius, count: trace.points.count)
        for stroke in trace.strokes where stroke.count > 2 { shape(stroke, of: &trace, scale: scale, &dice) }
    }

    private func shape(_ stroke: Range<Int>, of trace: inout Trace, scale: Double, _ dice: inout Dice) {
        // A slow wave: pressure that comes and goes.
        let (amplitude, phase, waves) = (dice.normal(flow), dice.uniform(0...6.283), dice.uniform(0.5...2))
        let tapers = (taper * dice.unit(), taper * dice.unit())
        var path = 0.0
        var walked = [0.0]
        for i in stroke.dropFirst() {
            path += length(trace.points[i] - trace.points[i - 1])
            walked.append(path)
        }
        // A dot has no shape but the pen's.
        guard path > 2 * width * scale else { return }
        let reach = min(taperLength * scale, path / 2)
        for (at, i) in zip(walked, stroke) {
            let (before, after) = (max(i - 1, stroke.lowerBound), min(i + 1, stroke.upperBound - 1))
            let way = trace.points[after] - trace.points[before]
            let size = max(length(way), 1e-9)
            var factor = 1 + pressure * (0.5 * way.y / size - 0.1)
            if pooling > 0, after - before == 2 {
                let into = trace.points[i] - trace.points[before]
                let out = trace.points[after] - trace.points[i]
                let cosine = (into * out).sum() / max(length(into) * length(out), 1e-12)
                factor += pooling * min(1, (1 - cosine) * 2)
            }
            factor *= 1 + amplitude * sin(phase + waves * 6.283 * at / path)
            if at < reach { factor *= 1 - tapers.0 * (1 - at / reach) }
            if path - at < reach { factor *= 1 - tapers.1 * (1 - (path - at) / reach) }
            trace.radii[i] *= max(0.2, factor + dice.normal(grain))
        }
    }
}
