import Configs

/// Which digit is read where a wheel stands between two.
enum WheelRule: String, ConfigEnum {
    case lower, nearest
}

/// Which way the digits of a wheel move as it counts on.
enum WheelRoll: String, ConfigEnum {
    case up, down

    /// Where the next digit stands, seen from the one before it: 1 below, -1 above.
    var next: Double { self == .up ? 1 : -1 }
}

/// The wheels of a mechanical counter, each with ten digits.
///
/// The last one turns all the time. The others stand still, but that each on its way from 9 to 0 takes the next higher one
/// along: so 1999 becomes 2000 with all four at once.
struct WheelCounter {
    /// How far each wheel is turned from its digit, the highest first: 0.25 is a quarter of the way to the next digit, -0.25
    /// of that to the digit before.
    let phases: [Double]

    /// A counter that reads as some digits while its last wheel is turned from its own.
    /// - Parameters:
    ///   - digits: 0...9, the highest first.
    ///   - phase: how far the last wheel is turned, -1 to 1 and less than that.
    init(_ digits: [Int], phase: Double) {
        let last = phase < 0 ? 0 : 9
        let carrying = digits.reversed().prefix { $0 == last }.count + 1
        phases = digits.indices.map { digits.count - $0 <= carrying ? phase : 0 }
    }

    /// How many wheels stand between two digits.
    var moving: Int { phases.count { $0 != 0 } }
}
