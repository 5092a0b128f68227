#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Writer {
    /// The writer with another pen and slant, to write beside characters that were written by somebody else.
    ///
    /// - Parameters:
    ///   - strokeWidth: the line's width, in digit heights.
    ///   - slant: how far characters lean to the right, degrees.
    package func matching(strokeWidth: Double, slant: Double) -> Writer {
        with {
            $0.pen.width = min(max(strokeWidth, 0.03), 0.3)
            $0.slant = tan(min(max(slant, -45), 45) * .pi / 180)
        }
    }

    /// The writer with another pen.
    ///
    /// - Parameter width: the line's width, in digit heights, 0.03...0.3.
    package func writing(width: Double) -> Writer {
        with {
            $0.pen.width = min(max(width, 0.03), 0.3)
        }
    }

    /// The writer with more or less care.
    ///
    /// - Parameter looseness: how far forms are from the skeletons, against the writer's own way: 1 leaves it, 0 draws
    ///   the skeletons.
    package func writing(looseness: Double) -> Writer {
        with {
            $0.individuality *= looseness
            $0.unsteadiness *= looseness
        }
    }

    /// The writer as somebody who sees to it that digits don't look like others.
    ///
    /// - Parameter ambiguity: how much they may: 0, not at all; 1 leaves them as they come.
    package func writing(ambiguity: Double) -> Writer {
        with {
            $0.ambiguity = ambiguity
        }
    }

    /// The writer with ways that are rare among MNIST's writers.
    ///
    /// - Parameter variety: how often digits are written in these ways: 0, never; at 1 about as often as in others.
    package func writing(variety: Double) -> Writer {
        with {
            $0.variety = variety
        }
    }

    /// The writer as somebody who lifts the pen more or less often.
    ///
    /// - Parameter joining: how often a digit is joined to the next, 0...1.
    package func writing(joining: Double) -> Writer {
        with {
            $0.joining = joining
        }
    }

    /// The writer as somebody who writes closer together or wider apart.
    ///
    /// - Parameter spacing: what lies between two digits, in digit heights; below 0 they overlap.
    package func writing(spacing: Double) -> Writer {
        with {
            $0.spacing = spacing
            $0.leastGap = min(spacing, 0) - 0.05
        }
    }

    private func with(_ change: (inout Style) -> Void) -> Writer {
        var copy = self
        change(&copy.style)
        return copy
    }
}
