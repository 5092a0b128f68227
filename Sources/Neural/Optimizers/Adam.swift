import Glibc

/// Adam (Kingma and Ba, 2015), and AdamW (Loshchilov and Hutter, 2019) with decay of the weights.
package struct Adam: UpdateRule {
    /// The part of the old mean in the next one.
    package let beta1: Float
    /// The part of the old mean square in the next one.
    package let beta2: Float
    /// Added to the root.
    package let epsilon: Float
    /// The part of each number that is taken off at each step, times the rate; 0 is Adam as published.
    package let weightDecay: Float

    /// The rule with the given settings.
    package init(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    package var stateCount: Int { 2 }

    package func update(
        _ values: UnsafeMutableBufferPointer<Float>, gradient: UnsafeBufferPointer<Float>,
        state: [UnsafeMutableBufferPointer<Float>], step: Int, rate: Float
    ) {
        let (mean, square) = (state[0], state[1])
        let move = rate / (1 - powf(beta1, Float(step)))
        let root = 1 / (1 - powf(beta2, Float(step))).squareRoot()
        let shrink = 1 - rate * weightDecay
        for i in values.indices {
            let g = gradient[i]
            mean[i] = beta1 * mean[i] + (1 - beta1) * g
            square[i] = beta2 * square[i] + (1 - beta2) * g * g
            values[i] = values[i] * shrink - move * mean[i] / (square[i].squareRoot() * root + epsilon)
        }
    }
}
