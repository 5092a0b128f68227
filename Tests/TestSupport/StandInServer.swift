public import Foundation
import Glibc
public import Synchronization

/// A tracking server on loopback that answers as MLflow does, as far as Platen asks, and fails where a test wants it to.
public final class StandInServer: Sendable {
    /// A value of a metric.
    public struct Metric: Hashable, Sendable {
        /// Its name.
        public let key: String
        /// What it is.
        public let value: Double
        /// The step of the training.
        public let step: Int
    }

    /// What it was told, and how it fails.
    public struct State: Sendable {
        /// The runs, by the journal that each was made for.
        public var runs: [String: String] = [:]
        /// All metrics.
        public var metrics: Set<Metric> = []
        /// All parameters.
        public var params: [String: String] = [:]
        /// All tags.
        public var tags: [String: String] = [:]
        /// The files, by their names.
        public var files: [String: Data] = [:]
        /// The states of runs, in the order in which they came.
        public var status: [String] = []
        /// The paths that were asked for.
        public var requests: [String] = []
        /// What clients said to be let in.
        public var authorizations: Set<String> = []
        /// Answers 503 to so many requests.
        public var failures = 0
        /// Does what is asked, and closes the connection without an answer, so many times.
        public var lostAnswers = 0
        /// Metrics of this name are never taken.
        public var refused: String?
        /// Requests are not answered.
        public var isHanging = false
        /// Names and passwords are asked for.
        public var isClosed = false
    }

    /// What it was told, and how it fails.
    public let state = Mutex(State())
    /// Where it listens.
    public let port: UInt16
    private let socket: Int32

    /// Its address.
    public var address: String { "http://127.0.0.1:\(port)" }

    /// Starts to listen.
    /// - Parameter port: 0 for any.
    public init(port: UInt16 = 0) throws {
        signal(SIGPIPE, SIG_IGN)
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && listen(socket, 32) == 0 && getsockname(socket, address, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.port = UInt16(bigEndian: place.sin_port)
        Thread { [weak self] in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0 else { return }
                guard let self else { close(connection); return }
                Thread { [weak self] in
                    while let self, self.serve(connection) {}
                    close(connection)
                }.start()
            }
        }.start()
    }

    /// Answers no more.
    public func stop() { shutdown(socket, Int32(SHUT_RDWR)); close(socket) }

    deinit { stop() }

    /// Reads a request and answers it; false where the connection is over.
    private func serve(_ connection: Int32) -> Bool {
        var data = Data()
        func more() -> Bool {
            var bytes = [UInt8](repeating: 0, count: 65536)
            let count = read(connection, &bytes, bytes.count)
            guard count > 0 else { return false }
            data += bytes[..<count]
            return true
        }
        while data.range(of: Data("\r\n\r\n".utf8)) == nil { if !more() { return false } }
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        func header(_ name: String) -> String? {
            head.dropFirst().first { $0.lowercased().hasPrefix(name + ":") }.map {
                $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
            }
        }
        if header("expect") != nil { send("HTTP/1.1 100 Continue\r\n\r\n", connection) }
        let length = header("content-length").flatMap { Int($0) } ?? 0
        while data.count < end.upperBound + length { if !more() { return false } }
        let body = data[end.upperBound..<end.upperBound + length]
        let words = head[0].split(separator: " ").map(String.init)
        while state.withLock(\.isHanging) { usleep(20_000) }
        let (status, answer, isLost) = state.withLock { state -> (Int, Data, Bool) in
            state.requests.append("\(words[0]) \(words[1])")
            if let name = header("authorization") { state.authorizations.insert(name) }
            if state.isClosed { return (401, Data(), false) }
            if state.failures > 0 {
                state.failures -= 1
                return (503, Data(), false)
            }
            let (status, answer) = self.answer(words[0], words[1], Data(body), &state)
            let isLost = state.lostAnswers > 0
            if isLost { state.lostAnswers -= 1 }
            return (status, answer, isLost)
        }
        if isLost { return false }
        send("HTTP/1.1 \(status) X\r\nContent-Length: \(answer.count)\r\n\r\n", connection)
        answer.withUnsafeBytes { _ = write(connection, $0.baseAddress, $0.count) }
        return true
    }

    private func send(_ text: String, _ connection: Int32) {
        let bytes = Array(text.utf8)
        _ = write(connection, bytes, bytes.count)
    }

    private func answer(_ method: String, _ path: String, _ body: Data, _ state: inout State) -> (Int, Data) {
        let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        func json(_ value: [String: Any]) -> (Int, Data) {
            (200, (try? JSONSerialization.data(withJSONObject: value)) ?? Data())
        }
        func run(_ id: String) -> [String: Any] {
            [
                "info": ["run_id": id, "artifact_uri": "mlflow-artifacts:/7/\(id)/artifacts"],
                "data": ["tags": state.tags.map { ["key": $0.key, "value": $0.value] }],
            ]
        }
        func pairs(_ name: String) -> [(String, Any)] {
            (object[name] as? [[String: Any]] ?? []).compactMap { pair in
                (pair["key"] as? String).flatMap { key in pair["value"].map { (key, $0) } }
            }
        }
        let files = "/api/2.0/mlflow-artifacts/artifacts/"
        if path.hasPrefix(files) {
            let name = String(path.split(separator: "/").last ?? "")
            if method == "PUT" {
                state.files[name] = body
                return json([:])
            }
            return state.files[name].map { (200, $0) } ?? (404, Data())
        }
        switch path.replacing("/api/2.0/mlflow/", with: "").split(separator: "?").first ?? "" {
        case "experiments/get-by-name":
            return state.runs["experiment"] == nil ? (404, Data()) : json(["experiment": ["experiment_id": "7"]])
        case "experiments/create":
            state.runs["experiment"] = object["name"] as? String
            return json(["experiment_id": "7"])
        case "runs/search":
            let journal = (object["filter"] as? String)?.split(separator: "'").last.map(String.init) ?? ""
            return json(["runs": state.runs[journal].map { [run($0)] } ?? []])
        case "runs/create":
            for (key, value) in pairs("tags") { state.tags[key] = value as? String }
            let id = "run\(state.runs.count)"
            state.runs[state.tags["platen.journal"] ?? ""] = id
            return json(["run": run(id)])
        case "runs/get": return json(["run": run("run1")])
        case "runs/log-batch":
            let metrics = object["metrics"] as? [[String: Any]] ?? []
            if let refused = state.refused, metrics.contains(where: { $0["key"] as? String == refused }) {
                return (400, Data(#"{"message": "no such metric"}"#.utf8))
            }
            for metric in metrics {
                state.metrics.insert(
                    Metric(
                        key: metric["key"] as? String ?? "", value: metric["value"] as? Double ?? .nan,
                        step: metric["step"] as? Int ?? -1))
            }
            for (key, value) in pairs("params") {
                if let old = state.params[key], old != value as? String { return (400, Data()) }
                state.params[key] = value as? String
            }
            for (key, value) in pairs("tags") { state.tags[key] = value as? String }
            return json([:])
        case "runs/update":
            state.status.append(object["status"] as? String ?? "")
            return json([:])
        default: return (404, Data())
        }
    }
}
