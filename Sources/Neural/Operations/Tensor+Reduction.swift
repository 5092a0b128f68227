extension Tensor {
    /// The sums over the axes along which a tensor of `shape` was broadcast to this one's shape; itself if there are none.
    ///
    /// Sums are accumulated in f64.
    func summed(to shape: [Int]) throws(NeuralError) -> Tensor {
        if shape == self.shape { return self }
        let plain = try plain()
        let kept = [Int](repeating: 1, count: self.shape.count - shape.count) + shape
        // Axes next to each other that are all kept, or all summed, are one.
        var groups: [(size: Int, isKept: Bool)] = []
        for (size, target) in zip(self.shape, kept) where size > 1 {
            if let last = groups.last, last.isKept == (target > 1) {
                groups[groups.count - 1].size *= size
            } else {
                groups.append((size, target > 1))
            }
        }
        var sums = [Double](repeating: 0, count: shape.reduce(1, *))
        plain.withFloats { values in
            sums.withUnsafeMutableBufferPointer { sums in
                add(groups[...], UnsafeBufferPointer(values), to: sums)
            }
        }
        return try Tensor(engine, shape, sums.map { Float($0) })
    }

    /// Adds the numbers of the outermost group's parts to where they belong.
    private func add(
        _ groups: ArraySlice<(size: Int, isKept: Bool)>, _ values: UnsafeBufferPointer<Float>,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        guard let group = groups.first else {
            sums[0] += Double(values[0])
            return
        }
        if groups.count == 1 {
            if group.isKept {
                for i in sums.indices { sums[i] += Double(values[i]) }
            } else {
                sums[0] += values.sum()
            }
            return
        }
        let (count, size) = (values.count / group.size, sums.count / group.size)
        for part in 0..<group.size {
            add(
                groups.dropFirst(), UnsafeBufferPointer(rebasing: values[part * count..<(part + 1) * count]),
                to: group.isKept
                    ? UnsafeMutableBufferPointer(rebasing: sums[part * size..<(part + 1) * size]) : sums)
        }
    }
}

extension UnsafeBufferPointer<Float> {
    /// The sum of all numbers: eight sums side by side.
    fileprivate func sum() -> Double {
        guard let base = baseAddress else { return 0 }
        var sums = SIMD8<Double>()
        var i = 0
        while i + 8 <= count {
            sums += SIMD8<Double>(UnsafeRawPointer(base + i).loadUnaligned(as: SIMD8<Float>.self))
            i += 8
        }
        var total = sums.sum()
        while i < count {
            total += Double(base[i])
            i += 1
        }
        return total
    }
}
