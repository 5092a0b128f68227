package import Recognition

/// How a service is run.
package struct ServiceSettings: Sendable {
    /// A model and the name that requests call it by.
    package struct Model: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// Its file.
        package var path: String

        /// A model from its parts.
        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    /// The models; the first one reads where a request names none.
    package var models: [Model]
    /// What is refused.
    package var limits = ServiceLimits()
    /// Threads that read with a model, each with a copy of it.
    package var workers = 1
    /// Threads that each of them spreads a computation over.
    package var threads = 1
    /// Pictures that are computed together, at most.
    package var batch = 16
    /// In how many ways each picture is looked at, 1...9.
    package var views = 1
    /// What is computed in; nil for what each model was trained in.
    package var precision: ReadingPrecision?
    /// The keys of which every request needs one; nil asks for none.
    package var keys: APIKeys?
    /// The page of another site that browsers may let read answers, or `*`; nil lets none.
    package var origin: String?

    /// Settings for models.
    package init(models: [Model]) { self.models = models }
}

/// What a service refuses, so that no request takes more than its share.
package struct ServiceLimits: Sendable, Hashable {
    /// The longest body, bytes.
    package var bodyBytes = 8_000_000
    /// The largest area of a picture, px.
    package var pixels = 16_000_000
    /// The longer side of a picture as a multiple of the shorter one.
    package var aspect = 100
    /// Seconds that decoding a request's pictures may take.
    package var decodeSeconds = 5.0
    /// Pictures in one request.
    package var pictures = 64
    /// Requests that are answered at once.
    package var requests = 64
    /// Pictures that wait for a model.
    package var queue = 256
    /// Open connections.
    package var connections = 512
    /// Seconds without a byte from the other side before a connection is closed.
    package var idleSeconds = 30
    /// Seconds in which a body must have come.
    package var bodySeconds = 30

    /// The usual limits.
    package init() {}
}
