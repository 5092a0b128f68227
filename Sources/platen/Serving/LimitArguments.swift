import ArgumentParser
import Service

/// What a service refuses.
struct LimitArguments: ParsableArguments {
    @Option(help: "The longest body of a request, bytes.")
    var maxBody = ServiceLimits().bodyBytes

    @Option(help: "The largest picture, pixels.")
    var maxPixels = ServiceLimits().pixels

    @Option(help: "The longer side of a picture as a multiple of the shorter one.")
    var maxAspect = ServiceLimits().aspect

    @Option(help: "Seconds that decoding a request's pictures may take.")
    var decodeTime = ServiceLimits().decodeSeconds

    @Option(help: "Pictures in a request.")
    var maxPictures = ServiceLimits().pictures

    @Option(help: "Requests that are answered at once; more are told to try again.")
    var maxRequests = ServiceLimits().requests

    @Option(help: "Pictures that wait for a model; more are told to try again.")
    var maxQueue = ServiceLimits().queue

    @Option(help: "Open connections; more wait.")
    var maxConnections = ServiceLimits().connections

    @Option(help: "Seconds without a byte before a connection is closed.")
    var idleTimeout = ServiceLimits().idleSeconds

    @Option(help: "Seconds in which a request's body must have come.")
    var bodyTimeout = ServiceLimits().bodySeconds

    mutating func validate() throws {
        let values = [
            ("--max-body", maxBody, 1...1_000_000_000), ("--max-pixels", maxPixels, 1...64_000_000),
            ("--max-aspect", maxAspect, 1...32_767), ("--max-pictures", maxPictures, 1...100_000),
            ("--max-requests", maxRequests, 1...100_000), ("--max-queue", maxQueue, 1...1_000_000),
            ("--max-connections", maxConnections, 1...1_000_000), ("--idle-timeout", idleTimeout, 1...86_400),
            ("--body-timeout", bodyTimeout, 1...86_400),
        ]
        for (name, value, range) in values where !range.contains(value) {
            throw ValidationError(
                "\(name) must be \(range.lowerBound)...\(range.upperBound), got \(value).")
        }
        guard (0.001...3600).contains(decodeTime) else {
            throw ValidationError("--decode-time must be 0.001...3600 s, got \(decodeTime).")
        }
        if maxQueue < maxPictures {
            throw ValidationError("--max-queue must hold the pictures of one request: at least \(maxPictures).")
        }
    }

    /// The limits.
    var limits: ServiceLimits {
        var limits = ServiceLimits()
        (limits.bodyBytes, limits.pixels, limits.aspect, limits.pictures) = (maxBody, maxPixels, maxAspect, maxPictures)
        (limits.requests, limits.queue, limits.connections) = (maxRequests, maxQueue, maxConnections)
        (limits.idleSeconds, limits.bodySeconds, limits.decodeSeconds) = (idleTimeout, bodyTimeout, decodeTime)
        return limits
    }
}
