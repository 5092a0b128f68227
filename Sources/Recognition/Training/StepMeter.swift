import Dispatch
import Parallel

/// Measures how fast a training goes.
///
/// What it measures shapes nothing but reports.
struct StepMeter {
    private var begin = 0.0
    private var windowStart = 0.0
    private var windowImages = 0
    private var windowWait = 0.0
    private var windowSteps = 0
    private var windowTraffic = Traffic()
    private(set) var imagesPerSecond = 0.0
    private(set) var waitShare = 0.0
    private(set) var exchange = StepReport.Exchange(bytesPerStep: 0, share: 0)

    private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }

    /// Seconds of training so far, pauses left out.
    var seconds: Double { Self.now - begin }

    /// Starts, so many seconds into the training and after what was exchanged before.
    mutating func start(at seconds: Double, _ traffic: Traffic) {
        windowTraffic = traffic
        begin = Self.now - seconds
        windowStart = Self.now
    }

    /// Takes the time since `seconds` for a pause, in which nothing was learnt.
    mutating func pause(until seconds: Double) {
        let lost = self.seconds - seconds
        begin += lost
        windowStart += lost
    }

    /// Data had to be waited for.
    mutating func wait(_ seconds: Double) { windowWait += seconds }

    /// A step was made, after which so much was exchanged.
    mutating func step(images: Int, _ traffic: Traffic) {
        windowImages += images
        windowSteps += 1
        let span = Self.now - windowStart
        imagesPerSecond = Double(windowImages) / max(1e-6, span)
        waitShare = windowWait / max(1e-6, span)
        let exchanged = traffic - windowTraffic
        exchange = StepReport.Exchange(
            bytesPerStep: exchanged.bytes / windowSteps, share: exchanged.seconds / max(1e-6, span))
        if span > 10 {
            (windowStart, windowImages, windowWait) = (Self.now, 0, 0)
            (windowSteps, windowTraffic) = (0, traffic)
        }
    }
}
