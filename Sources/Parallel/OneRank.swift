import Foundation

/// A process that works alone: nothing is exchanged.
package struct OneRank: Ranks, Sendable {
    /// The process alone.
    package init() {}

    package var number: Int { 0 }
    package var count: Int { 1 }
    package var countHere: Int { 1 }
    package var traffic: Traffic { Traffic() }
    package func sum(_ values: UnsafeMutableBufferPointer<Float>) {}
    package func sum(_ values: UnsafeMutableBufferPointer<Double>) {}
    package func broadcast(_ bytes: [UInt8]) -> [UInt8] { bytes }
    package func gather(_ bytes: [UInt8]) -> [[UInt8]] { [bytes] }
    package func finish() {}
    package func abort(_ code: Int32) -> Never { exit(code) }
}
