package import Configs
package import Neural

/// The ways in which the learning rate can change.
package enum Schedules: ConfigFamily {
    package static let title = "schedule"
    package static let modifier = ConfigModifier.none
    package static var members: [FamilyMember<any ScheduleConfig>] {
        [of(ConstantConfig.self), of(CosineConfig.self), of(OneCycleConfig.self), of(PlateauConfig.self)]
    }

    package static func record(_ schedule: any ScheduleConfig) -> any ConfigMember { schedule }

    private static func of<Record: ScheduleConfig>(_ type: Record.Type) -> FamilyMember<any ScheduleConfig> {
        FamilyMember(type) { $0 }
    }
}

/// A schedule's settings.
package protocol ScheduleConfig: ConfigMember {
    /// The rate at each step; `steps` is how many there will be.
    func schedule(steps: Int) -> any Schedule
    /// The first state of what cuts the rate where a metric stands still; nil for schedules that don't.
    var plateau: Plateau? { get }
}

extension ScheduleConfig {
    package var plateau: Plateau? { nil }
}

/// The same rate at every step.
package struct ConstantConfig: ScheduleConfig {
    var rate = 1e-3

    package init() {}

    package static let name = "constant"
    package static let summary = "The same rate at every step."
    package static let shorthand: String? = "rate"
    package static var fields: [Field<ConstantConfig>] { [Field("rate", \.rate, in: 0...100, "The rate.")] }

    package func schedule(steps: Int) -> any Schedule { ConstantSchedule(rate) }
}

/// Half a cosine down.
package struct CosineConfig: ScheduleConfig {
    var rate = 1e-3
    var decaySteps: Int?
    var alpha = 0.0

    package init() {}

    package static let name = "cosine"
    package static let summary = "Half a cosine from the first rate down to a part of it."
    package static let shorthand: String? = "rate"
    package static var fields: [Field<CosineConfig>] {
        [
            Field("rate", \.rate, in: 0...100, "The first rate."),
            Field("decay_steps", \.decaySteps, in: 1...1e9, "Steps on the way down; without it all of the training's."),
            Field("alpha", \.alpha, in: 0...1, "The last rate over the first."),
        ]
    }

    package func schedule(steps: Int) -> any Schedule {
        CosineSchedule(rate, decaySteps: decaySteps ?? steps, alpha: alpha)
    }
}

/// One cycle up and down.
package struct OneCycleConfig: ScheduleConfig {
    var peak = 2e-3
    var rise = 0.3

    package init() {}

    package static let name = "one_cycle"
    package static let summary = "One cycle (Smith and Topin, 2018): up to the highest rate and down to nearly nothing."
    package static let shorthand: String? = "peak"
    package static var fields: [Field<OneCycleConfig>] {
        [
            Field("peak", \.peak, in: 0...100, "The highest rate."),
            Field("rise", \.rise, in: 0...1, "The part of the steps on the way up."),
        ]
    }

    package func schedule(steps: Int) -> any Schedule { OneCycle(peak: peak, steps: steps, rise: rise) }
}

/// A rate that is cut where the monitored metric stands still.
package struct PlateauConfig: ScheduleConfig {
    var rate = 1e-3
    var factor = 0.5
    var patience = 3
    var lowest = 1e-6

    package init() {}

    package static let name = "plateau"
    package static let summary = "A rate that is cut where the monitored metric has not got better for a while."
    package static let shorthand: String? = "rate"
    package static var fields: [Field<PlateauConfig>] {
        [
            Field("rate", \.rate, in: 0...100, "The first rate."),
            Field("factor", \.factor, in: 0.01...0.99, "The rate is multiplied by it."),
            Field(
                "patience", \.patience, in: 0...1e6,
                "Validations without progress that are tolerated before the rate is cut."),
            Field("lowest", \.lowest, in: 0...100, "The rate is never cut below."),
        ]
    }

    package func schedule(steps: Int) -> any Schedule { ConstantSchedule(rate) }

    package var plateau: Plateau? { Plateau(rate, factor: factor, patience: patience, lowest: lowest) }
}
