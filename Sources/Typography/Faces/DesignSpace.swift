import CFreeType

/// What a variable font can be set to: its axes, and the settings that have a name.
struct DesignSpace: Hashable {
    /// One axis.
    struct Axis: Hashable {
        /// Four characters: `wght`.
        var tag: String
        var least: Double
        var usual: Double
        var most: Double

        /// The value nearest to another one.
        func clamp(_ value: Double) -> Double { min(most, max(least, value)) }
    }

    /// A setting that has a name.
    struct Instance: Hashable {
        var name: String
        /// A value for each axis.
        var values: [Double]
    }

    let axes: [Axis]
    let instances: [Instance]

    /// A space from its parts.
    init(axes: [Axis], instances: [Instance]) {
        self.axes = axes
        self.instances = instances
    }

    /// What a face can be set to; nil where it is no variable font.
    init?(_ face: FreeTypeFace) {
        let names = SFNTNames(face)
        let space = face.withVariations { master -> ([Axis], [Instance]) in
            let axes = UnsafeBufferPointer(start: master.axis, count: Int(master.num_axis)).map { axis in
                Axis(
                    tag: DesignSpace.name(of: axis.tag), least: axis.minimum.real, usual: axis.def.real,
                    most: axis.maximum.real)
            }
            let styles = UnsafeBufferPointer(start: master.namedstyle, count: Int(master.num_namedstyles))
            let instances = styles.compactMap { style -> Instance? in
                guard let name = names.text(of: Int(style.strid)), let values = style.coords else { return nil }
                let all = UnsafeBufferPointer(start: values, count: axes.count)
                return Instance(name: name, values: all.map(\.real))
            }
            return (axes, instances)
        }
        guard let (axes, instances) = space, !axes.isEmpty,
            axes.allSatisfy({ $0.least <= $0.usual && $0.usual <= $0.most })
        else { return nil }
        self.axes = axes
        self.instances = instances
    }

    /// The setting in which the font opens.
    var usual: [Double] { axes.map(\.usual) }

    /// The place of an axis in the list.
    func index(of tag: String) -> Int? { axes.firstIndex { $0.tag == tag } }

    /// The values of a setting, by axis; none for the setting in which the font opens.
    func values(of setting: [Double]) -> [AxisValue] {
        setting == usual ? [] : zip(axes, setting).map { AxisValue($0.tag, $1) }
    }

    /// The axes for a person: `wght 100..900`.
    var summary: String { axes.map { "\($0.tag) \($0.least.plain)..\($0.most.plain)" }.joined(separator: ", ") }

    private static func name(of tag: FT_ULong) -> String {
        String(String.UnicodeScalarView((0..<4).map { Unicode.Scalar(UInt8(tag >> (24 - 8 * $0) & 0xFF)) }))
    }
}

extension FT_Fixed {
    /// A number with 16 binary places.
    fileprivate var real: Double { Double(self) / 65536 }
}
