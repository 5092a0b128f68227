import Hummingbird
import Logging
import NIOCore

/// What goes along with a request.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection that it came by; nil where it came by none.
    let channel: (any Channel)?
    /// Its name in logs and answers.
    var requestID = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// What goes along with a request that came by no connection.
    init(logger: Logger) {
        coreContext = CoreRequestContextStorage(source: Unconnected(logger: logger))
        channel = nil
    }

    private struct Unconnected: RequestContextSource {
        let logger: Logger
    }
}
