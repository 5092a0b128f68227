import HTTPTypes
import Hummingbird
import Synchronization

/// The paths of a service and their methods, which tell a wrong method from a wrong path.
final class KnownPaths: Sendable {
    private struct Entry {
        /// Segments; nil for one that may be any.
        let segments: [String?]
        var methods: [HTTPRequest.Method]
    }

    private let entries = Mutex<[Entry]>([])

    /// Takes the routes of a router, once all are there.
    func take(_ routes: [(path: String, method: HTTPRequest.Method)]) {
        var found: [Entry] = []
        for (path, method) in routes {
            let segments = path.split(separator: "/").map { segment in
                segment.hasPrefix(":") || segment.hasPrefix("{") ? nil : String(segment)
            }
            // Whatever can be got has a head.
            let methods = method == .get ? [method, .head] : [method]
            if let place = found.firstIndex(where: { $0.segments == segments }) {
                for method in methods where !found[place].methods.contains(method) {
                    found[place].methods.append(method)
                }
            } else {
                found.append(Entry(segments: segments, methods: methods))
            }
        }
        entries.withLock { $0 = found }
    }

    /// The methods of a path; none where there is no such path.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        return entries.withLock { entries in
            entries.first { entry in
                entry.segments.count == segments.count
                    && zip(entry.segments, segments).allSatisfy { $0 == nil || $0.map { $0[...] } == $1 }
            }?.methods ?? []
        }
    }
}
