/// What the styles of writers are drawn from, as far as it was chosen by measurement.
///
/// `Benchmarks/transfer/tune` chose the values: by how many digits of MNIST's training part a network reads that has
/// seen digits of such writers alone.
package struct StyleRanges: Sendable, Hashable {
    /// How far characters lean to the right, the tangent of the angle: the mean of all writers.
    package var lean = 0.1
    /// The deviation of `lean` from writer to writer.
    package var leanDeviation = 0.28
    /// How far corners are cut at most, in digit heights.
    package var roundness = 0.03
    /// The usual width of a line, in digit heights.
    package var width = 0.14
    /// The deviation of the width's logarithm from writer to writer.
    package var widthDeviation = 0.4
    /// How much the width differs from place to place at most: a part of the width.
    package var roughness = 0.0
    /// How high a digit of a collection is when it is scanned in black and white, px; fewer make rougher edges.
    package var scan = 60.0
    /// How much a digit may look like another: 0, not at all; at 1 it is as people write who are not asked.
    package var ambiguity = 1.0
    /// How often digits are written in the rarer ways: 0, never; at 1 as their weights say.
    package var variety = 0.0

    /// The ranges that were chosen.
    package init() {}

    /// A range that can be set by name.
    package struct Setting: Sendable {
        /// Its name.
        package let name: String
        /// What it may be.
        package let limits: ClosedRange<Double>
        let place: any WritableKeyPath<StyleRanges, Double> & Sendable
    }

    /// All ranges, in the order in which they are chosen.
    package static let settings = [
        Setting(name: "width", limits: 0.03...0.3, place: \.width),
        Setting(name: "width-deviation", limits: 0...1, place: \.widthDeviation),
        Setting(name: "lean", limits: -1...1, place: \.lean),
        Setting(name: "lean-deviation", limits: 0...1, place: \.leanDeviation),
        Setting(name: "roughness", limits: 0...1, place: \.roughness),
        Setting(name: "roundness", limits: 0.005...0.2, place: \.roundness),
        Setting(name: "scan", limits: 20...200, place: \.scan),
        Setting(name: "ambiguity", limits: 0...1, place: \.ambiguity),
        Setting(name: "variety", limits: 0...1, place: \.variety),
    ]

    /// The value of a setting.
    package subscript(setting: Setting) -> Double {
        get { self[keyPath: setting.place] }
        set { self[keyPath: setting.place] = newValue }
    }
}
