package import Configs
package import Neural

/// The optimisers.
package enum Optimizers: ConfigFamily {
    package static let title = "optimizer"
    package static let modifier = ConfigModifier.none
    package static var members: [FamilyMember<any OptimizerConfig>] {
        [
            of(AdamConfig.self), of(AdamWConfig.self), of(SGDConfig.self), of(RMSPropConfig.self),
            of(AdadeltaConfig.self),
        ]
    }

    package static func record(_ optimizer: any OptimizerConfig) -> any ConfigMember { optimizer }

    private static func of<Record: OptimizerConfig>(_ type: Record.Type) -> FamilyMember<any OptimizerConfig> {
        FamilyMember(type) { $0 }
    }
}

/// An optimiser's settings.
package protocol OptimizerConfig: ConfigMember {
    /// How it moves numbers.
    var rule: any UpdateRule { get }
}

/// Adam (Kingma and Ba, 2015).
package struct AdamConfig: OptimizerConfig {
    var beta1 = 0.9
    var beta2 = 0.999
    var epsilon = 1e-8

    package init() {}

    package static let name = "adam"
    package static let summary = "Adam (Kingma and Ba, 2015)."
    package static var fields: [Field<AdamConfig>] {
        [
            Field("beta1", \.beta1, in: 0...0.9999, "The part of the old mean in the next one."),
            Field("beta2", \.beta2, in: 0...0.99999, "The part of the old mean square in the next one."),
            Field("epsilon", \.epsilon, in: 0...1, "Added to the root."),
        ]
    }

    package var rule: any UpdateRule { Adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon)) }
}

/// AdamW (Loshchilov and Hutter, 2019).
package struct AdamWConfig: OptimizerConfig {
    var beta1 = 0.9
    var beta2 = 0.999
    var epsilon = 1e-8
    var decay = 0.01

    package init() {}

    package static let name = "adamw"
    package static let summary = "Adam with decay of the weights (Loshchilov and Hutter, 2019)."
    package static var fields: [Field<AdamWConfig>] {
        [
            Field("beta1", \.beta1, in: 0...0.9999, "The part of the old mean in the next one."),
            Field("beta2", \.beta2, in: 0...0.99999, "The part of the old mean square in the next one."),
            Field("epsilon", \.epsilon, in: 0...1, "Added to the root."),
            Field(
                "decay", \.decay, in: 0...1, "The part of each weight that is taken off at each step, times the rate."),
        ]
    }

    package var rule: any UpdateRule {
        Adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), weightDecay: Float(decay))
    }
}

/// Stochastic gradient descent.
package struct SGDConfig: OptimizerConfig {
    var momentum = 0.9
    var decay = 0.0

    package init() {}

    package static let name = "sgd"
    package static let summary = "Stochastic gradient descent with momentum."
    package static var fields: [Field<SGDConfig>] {
        [
            Field("momentum", \.momentum, in: 0...0.9999, "The part of the last move in the next one."),
            Field("decay", \.decay, in: 0...1, "The part of each weight that is added to its gradient."),
        ]
    }

    package var rule: any UpdateRule { SGD(momentum: Float(momentum), weightDecay: Float(decay)) }
}

/// RMSprop (Tieleman and Hinton, 2012).
package struct RMSPropConfig: OptimizerConfig {
    var decay = 0.99
    var epsilon = 1e-8

    package init() {}

    package static let name = "rmsprop"
    package static let summary = "RMSprop (Tieleman and Hinton, 2012)."
    package static var fields: [Field<RMSPropConfig>] {
        [
            Field("decay", \.decay, in: 0...0.9999, "The part of the old mean square in the next one."),
            Field("epsilon", \.epsilon, in: 0...1, "Added to the root."),
        ]
    }

    package var rule: any UpdateRule { RMSProp(decay: Float(decay), epsilon: Float(epsilon)) }
}

/// Adadelta (Zeiler, 2012).
package struct AdadeltaConfig: OptimizerConfig {
    var decay = 0.9
    var epsilon = 1e-6

    package init() {}

    package static let name = "adadelta"
    package static let summary = "Adadelta (Zeiler, 2012); its rate is 1 as published."
    package static var fields: [Field<AdadeltaConfig>] {
        [
            Field("decay", \.decay, in: 0...0.9999, "The part of the old mean squares in the next ones."),
            Field("epsilon", \.epsilon, in: 0...1, "Added under the roots."),
        ]
    }

    package var rule: any UpdateRule { Adadelta(decay: Float(decay), epsilon: Float(epsilon)) }
}
