/// How an optimiser moves a parameter's numbers: a pure function of the step, the gradient and the state.
package protocol UpdateRule: Sendable {
    /// Numbers that are kept for each number of a parameter; they start at zero.
    var stateCount: Int { get }

    /// Moves `values` for one step. `step` counts from 1.
    func update(
        _ values: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
        state: [UnsafeMutableBufferPointer<Float>], step: Int, rate: Float)
}

/// Stochastic gradient descent with momentum.
package struct SGD: UpdateRule {
    /// The part of the last move in the next one.
    package let momentum: Float
    /// The part of each number that is added to its gradient.
    package let weightDecay: Float

    /// The rule with the given settings.
    package init(momentum: Float = 0.9, weightDecay: Float = 0) {
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    package var stateCount: Int { 1 }

    package func update(
        _ values: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
        state: [UnsafeMutableBufferPointer<Float>], step: Int, rate: Float
    ) {
        let move = state[0]
        for i in values.indices {
            move[i] = momentum * move[i] + gradient[i] + weightDecay * values[i]
            values[i] -= rate * move[i]
        }
    }
}

/// RMSprop (Tieleman and Hinton, 2012).
package struct RMSProp: UpdateRule {
    /// The part of the old mean square in the next one.
    package let decay: Float
    /// Added to the root.
    package let epsilon: Float

    /// The rule with the given settings.
    package init(decay: Float = 0.99, epsilon: Float = 1e-8) {
        self.decay = decay
        self.epsilon = epsilon
    }

    package var stateCount: Int { 1 }

    package func update(
        _ values: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
        state: [UnsafeMutableBufferPointer<Float>], step: Int, rate: Float
    ) {
        let square = state[0]
        for i in values.indices {
            square[i] = decay * square[i] + (1 - decay) * gradient[i] * gradient[i]
            values[i] -= rate * gradient[i] / (square[i].squareRoot() + epsilon)
        }
    }
}

/// Adadelta (Zeiler, 2012), with a rate on top.
package struct Adadelta: UpdateRule {
    /// The part of the old mean squares in the next ones.
    package let decay: Float
    /// Added under the roots.
    package let epsilon: Float

    /// The rule with the given settings.
    package init(decay: Float = 0.9, epsilon: Float = 1e-6) {
        self.decay = decay
        self.epsilon = epsilon
    }

    package var stateCount: Int { 2 }

    package func update(
        _ values: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
        state: [UnsafeMutableBufferPointer<Float>], step: Int, rate: Float
    ) {
        let (square, moved) = (state[0], state[1])
        for i in values.indices {
            square[i] = decay * square[i] + (1 - decay) * gradient[i] * gradient[i]
            let move = ((moved[i] + epsilon) / (square[i] + epsilon)).squareRoot() * gradient[i]
            moved[i] = decay * moved[i] + (1 - decay) * move * move
            values[i] -= rate * move
        }
    }
}
