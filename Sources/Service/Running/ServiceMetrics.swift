import Foundation
import Synchronization

/// What a service counts, as text for Prometheus.
package final class ServiceMetrics: Sendable {
    private struct Counts {
        var requests: [[String]: Int] = [:]
        var seconds: [String: Histogram] = [:]
        var refused: [String: Int] = [:]
        var inProgress = 0
        var pictures: [String: Int] = [:]
        var batches: [String: Int] = [:]
        var computing: [String: Double] = [:]
    }

    private struct Histogram {
        static let edges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
        var counts = [Int](repeating: 0, count: edges.count)
        var total = 0
        var sum = 0.0

        mutating func add(_ value: Double) {
            for (place, edge) in Self.edges.enumerated() where value <= edge { counts[place] += 1 }
            total += 1
            sum += value
        }
    }

    private let counts = Mutex(Counts())
    private let start = Date()

    /// Nothing is counted yet.
    package init() {}

    func began() { counts.withLock { $0.inProgress += 1 } }

    func ended(route: String, method: String, status: Int, seconds: Double) {
        counts.withLock {
            $0.inProgress -= 1
            $0.requests[[route, method, String(status)], default: 0] += 1
            $0.seconds[route, default: Histogram()].add(seconds)
        }
    }

    func refused(_ code: String) { counts.withLock { $0.refused[code, default: 0] += 1 } }

    func computed(_ model: String, pictures: Int, seconds: Double) {
        counts.withLock {
            $0.pictures[model, default: 0] += pictures
            $0.batches[model, default: 0] += 1
            $0.computing[model, default: 0] += seconds
        }
    }

    /// All of it, and how many pictures wait for each model and its workers.
    func text(_ served: [(model: String, waiting: Int, workers: Int)]) -> String {
        let counts = counts.withLock { $0 }
        var page = ""
        func family(_ name: String, _ kind: String, _ help: String, _ lines: [(labels: String, value: String)]) {
            page += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for (labels, value) in lines {
                page += labels.isEmpty ? "\(name) \(value)\n" : "\(name)\(labels) \(value)\n"
            }
        }
        func models(_ values: [String: some CustomStringConvertible]) -> [(labels: String, value: String)] {
            values.sorted { $0.key < $1.key }.map { (Self.labels(["model": $0.key]), "\($0.value)") }
        }
        family(
            "platen_requests_total", "counter", "Requests that were answered.",
            counts.requests.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, value in
                (Self.labels(["route": key[0], "method": key[1], "status": key[2]]), "\(value)")
            })
        page += "# HELP platen_request_seconds Time from the head of a request to its answer.\n"
        page += "# TYPE platen_request_seconds histogram\n"
        for (route, histogram) in counts.seconds.sorted(by: { $0.key < $1.key }) {
            for (edge, count) in zip(Histogram.edges, histogram.counts) {
                page += "platen_request_seconds_bucket\(Self.labels(["route": route, "le": "\(edge)"])) \(count)\n"
            }
            page += "platen_request_seconds_bucket\(Self.labels(["route": route, "le": "+Inf"])) \(histogram.total)\n"
            page += "platen_request_seconds_sum\(Self.labels(["route": route])) \(histogram.sum)\n"
            page += "platen_request_seconds_count\(Self.labels(["route": route])) \(histogram.total)\n"
        }
        family("platen_requests_in_progress", "gauge", "Requests being answered.", [("", "\(counts.inProgress)")])
        family(
            "platen_refused_total", "counter", "Requests that were refused, by the reason.",
            counts.refused.sorted { $0.key < $1.key }.map { (Self.labels(["reason": $0.key]), "\($0.value)") })
        family("platen_pictures_total", "counter", "Pictures that a model read.", models(counts.pictures))
        family("platen_batches_total", "counter", "Computations of a model.", models(counts.batches))
        family("platen_compute_seconds_total", "counter", "Time that a model computed.", models(counts.computing))
        family(
            "platen_queue_pictures", "gauge", "Pictures that wait for a model.",
            served.map { (Self.labels(["model": $0.model]), "\($0.waiting)") })
        family(
            "platen_workers", "gauge", "Threads that read with a model.",
            served.map { (Self.labels(["model": $0.model]), "\($0.workers)") })
        family(
            "process_start_time_seconds", "gauge", "When the service was started.",
            [("", "\(start.timeIntervalSince1970)")])
        if let bytes = Self.residentBytes {
            family("process_resident_memory_bytes", "gauge", "Memory that the service holds.", [("", "\(bytes)")])
        }
        return page
    }

    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }

    private static func labels(_ values: [String: String]) -> String {
        let pairs = values.sorted { $0.key < $1.key }.map { key, value in
            let plain = value.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
                .replacingOccurrences(of: "\n", with: "\\n")
            return "\(key)=\"\(plain)\""
        }
        return "{" + pairs.joined(separator: ",") + "}"
    }
}
