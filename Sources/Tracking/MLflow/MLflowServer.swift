import Crypto
package import Foundation

/// An MLflow tracking server, by its REST interface (version 2.0 of the API, which MLflow 1, 2 and 3 have).
package struct MLflowServer: TrackingServer {
    private let client: HTTPClient
    private let experiment: String

    private static let api = "/api/2.0/mlflow/"
    /// The tag that holds the journal's name.
    private static let journalTag = "platen.journal"
    /// What a request may hold.
    private static let (mostMetrics, mostParams, mostTags) = (800, 100, 100)
    /// The longest value of a parameter or tag that all versions take.
    private static let longestValue = 500

    /// - Parameter environment: has the names and tokens that the server asks for.
    package init(_ address: String, experiment: String = "", environment: [String: String] = [:]) throws(TrackingError)
    {
        guard !address.isEmpty else {
            throw TrackingError(
                .config, "tracking.mlflow.uri: no address is given; set it, or MLFLOW_TRACKING_URI")
        }
        var authorization: String?
        if let token = environment["MLFLOW_TRACKING_TOKEN"], !token.isEmpty {
            authorization = "Bearer \(token)"
        } else if let user = environment["MLFLOW_TRACKING_USERNAME"], !user.isEmpty {
            let pair = "\(user):\(environment["MLFLOW_TRACKING_PASSWORD"] ?? "")"
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        }
        client = try HTTPClient(address, authorization: authorization)
        self.experiment = experiment
    }

    /// The tag that holds the SHA-256 of a run's file.
    package static func hashTag(of file: String) -> String { "platen.sha256.\(file)" }

    // MARK: - Telling

    package func deliver(
        _ entries: [TrackedEntry], of head: TrackedRun, in folder: String, to place: inout TrackedPlace
    ) throws(DeliveryFailure) {
        if place.experiment.isEmpty { place.experiment = try experimentID() }
        if place.run.isEmpty {
            let info = try runInfo(of: head, in: place.experiment)
            (place.run, place.files) = (info.run_id, info.artifact_uri ?? "")
        }
        var batch = Batch(run_id: place.run)
        for entry in entries {
            batch.add(entry)
            if batch.isFull { try send(&batch) }
            if let file = entry.file {
                try send(&batch)
                try send(file, in: folder, of: place)
            }
            if let status = entry.status {
                try send(&batch)
                try update(status, at: entry.time, of: place)
            }
        }
        try send(&batch)
    }

    /// Metrics, parameters and tags that are sent in one request.
    private struct Batch: Encodable {
        struct Metric: Encodable {
            let key: String
            let value: Double
            let timestamp, step: Int
        }

        struct Pair: Encodable {
            let key, value: String
        }

        let run_id: String
        var metrics: [Metric] = []
        var params: [Pair] = []
        var tags: [Pair] = []

        var isEmpty: Bool { metrics.isEmpty && params.isEmpty && tags.isEmpty }
        var isFull: Bool {
            metrics.count >= mostMetrics / 2 || params.count >= mostParams / 2 || tags.count >= mostTags / 2
        }

        mutating func add(_ entry: TrackedEntry) {
            for (key, value) in (entry.metrics ?? [:]).sorted(by: { $0.key < $1.key }) {
                metrics.append(Metric(key: key, value: value, timestamp: entry.time, step: entry.step ?? 0))
            }
            params += Self.pairs(entry.params)
            tags += Self.pairs(entry.tags)
        }

        private static func pairs(_ values: [String: String]?) -> [Pair] {
            (values ?? [:]).sorted { $0.key < $1.key }.map { key, value in
                Pair(key: key, value: value.count > longestValue ? value.prefix(longestValue - 1) + "…" : value)
            }
        }
    }

    private func send(_ batch: inout Batch) throws(DeliveryFailure) {
        guard !batch.isEmpty else { return }
        // A config may have more keys than a request takes.
        var rest = batch
        while !rest.isEmpty {
            var part = Batch(run_id: rest.run_id)
            part.metrics = Array(rest.metrics.prefix(Self.mostMetrics))
            part.params = Array(rest.params.prefix(Self.mostParams))
            part.tags = Array(rest.tags.prefix(Self.mostTags))
            _ = try call("runs/log-batch", part)
            rest.metrics.removeFirst(part.metrics.count)
            rest.params.removeFirst(part.params.count)
            rest.tags.removeFirst(part.tags.count)
        }
        batch = Batch(run_id: batch.run_id)
    }

    private struct Update: Encodable {
        let run_id, status: String
        var end_time: Int?
    }

    private func update(_ status: TrackedEntry.Status, at time: Int, of place: TrackedPlace) throws(DeliveryFailure) {
        let end = status == .running ? nil : time
        _ = try call("runs/update", Update(run_id: place.run, status: status.rawValue, end_time: end))
    }

    /// Sends a file, and its hash as a tag: that of the bytes which were sent, whatever becomes of the file.
    private func send(_ file: String, in folder: String, of place: TrackedPlace) throws(DeliveryFailure) {
        guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
            throw .refused("\(folder)/\(file) is not there any more")
        }
        guard let path = Self.filesPath(place.files) else {
            throw .refused(
                "it keeps files at '\(place.files)', where Platen can't put any; start it with --serve-artifacts")
        }
        _ = try answer(
            client.ask("PUT", "\(path)/\(Self.escaped(file))", data, type: "application/octet-stream", seconds: 120))
        var batch = Batch(run_id: place.run)
        batch.tags = [.init(key: Self.hashTag(of: file), value: Self.hash(of: data))]
        try send(&batch)
    }

    /// The path behind which a server hands out a run's files itself; nil where they are elsewhere.
    private static func filesPath(_ uri: String) -> String? {
        guard let parts = URLComponents(string: uri), parts.scheme == "mlflow-artifacts" else { return nil }
        return "/api/2.0/mlflow-artifacts/artifacts" + (parts.percentEncodedPath.hasPrefix("/") ? "" : "/")
            + parts.percentEncodedPath
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~")))
            ?? text
    }

    package static func hash(of data: Data) -> String {
        SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
    }

    // MARK: - Experiments and runs

    private struct Experiment: Decodable {
        let experiment_id: String
        let lifecycle_stage: String?
    }

    private struct RunInfo: Decodable {
        let run_id: String
        let artifact_uri: String?
    }

    private struct Pair: Codable {
        let key, value: String
    }

    private struct Run: Decodable {
        struct Data: Decodable { let tags: [Pair]? }
        let info: RunInfo
        let data: Data?
    }

    /// The experiment's number; it is made where there is none.
    private func experimentID() throws(DeliveryFailure) -> String {
        struct Found: Decodable { let experiment: Experiment }
        struct Made: Decodable { let experiment_id: String }
        let query = "experiments/get-by-name?experiment_name=\(Self.escaped(experiment))"
        for isLast in [false, true] {
            let answer = try client.ask("GET", Self.api + query)
            if answer.status == 404 {
                do {
                    return try decoded(call("experiments/create", ["name": experiment]), as: Made.self).experiment_id
                } catch .refused where !isLast {
                    // Somebody else may have made it just now.
                    continue
                }
            }
            let found = try decoded(self.answer(answer), as: Found.self).experiment
            guard found.lifecycle_stage != "deleted" else {
                throw .denied("its experiment '\(experiment)' is deleted; restore it, or name another one")
            }
            return found.experiment_id
        }
        throw .away("its experiment '\(experiment)' is neither there nor can be made")
    }

    /// The run of a journal; it is made where there is none, and found where an answer was lost.
    private func runInfo(of head: TrackedRun, in experiment: String) throws(DeliveryFailure) -> RunInfo {
        struct Search: Encodable {
            let experiment_ids: [String]
            let filter: String
            let max_results = 1
        }
        struct Found: Decodable { let runs: [Run]? }
        struct Create: Encodable {
            let experiment_id, run_name: String
            let start_time: Int
            let tags: [Pair]
        }
        struct Made: Decodable { let run: Run }
        let search = Search(experiment_ids: [experiment], filter: "tags.\"\(Self.journalTag)\" = '\(head.journal)'")
        if let known = try decoded(call("runs/search", search), as: Found.self).runs?.first { return known.info }
        let create = Create(
            experiment_id: experiment, run_name: head.name, start_time: head.start,
            tags: [
                Pair(key: Self.journalTag, value: head.journal), Pair(key: "mlflow.runName", value: head.name),
                Pair(key: "mlflow.source.name", value: "platen"),
            ])
        return try decoded(call("runs/create", create), as: Made.self).run.info
    }

    // MARK: - Bringing back

    /// Brings a file of a run back.
    ///
    /// - Returns: its bytes, whose hash is the one that was noted when it was sent.
    /// - Throws: `TrackingError`, if the run or the file is not there, or is another one than was sent.
    package func fetch(_ file: String, ofRun run: String) throws(TrackingError) -> Data {
        struct Found: Decodable { let run: Run }
        let found: Run
        do {
            found = try decoded(
                answer(client.ask("GET", Self.api + "runs/get?run_id=\(Self.escaped(run))")), as: Found.self
            )
            .run
        } catch { throw Self.trouble(error, "\(client.base): run \(run)") }
        let tag = Self.hashTag(of: file)
        guard let known = found.data?.tags?.first(where: { $0.key == tag })?.value else {
            throw TrackingError(
                .missing,
                "\(client.base): run \(run) has no tag '\(tag)': no training of Platen's has stored this file there")
        }
        let path =
            Self.filesPath(found.info.artifact_uri ?? "").map { "\($0)/\(Self.escaped(file))" }
            ?? "/get-artifact?path=\(Self.escaped(file))&run_uuid=\(Self.escaped(run))"
        let data: Data
        do { data = try answer(client.ask("GET", path, seconds: 120)) } catch {
            throw Self.trouble(error, "\(client.base): \(file) of run \(run)")
        }
        let hash = Self.hash(of: data)
        guard hash == known else {
            throw TrackingError(
                .data,
                "\(client.base): \(file) of run \(run) is not the file that was stored: its SHA-256 is \(hash), and the "
                    + "run's tag says \(known)")
        }
        return data
    }

    private static func trouble(_ failure: DeliveryFailure, _ place: String) -> TrackingError {
        switch failure {
        case .away(let reason), .denied(let reason): TrackingError(.inputOutput, "\(place): \(reason)")
        case .refused(let reason): TrackingError(.missing, "\(place): \(reason)")
        }
    }

    // MARK: - Requests

    private func call(_ name: String, _ body: some Encodable) throws(DeliveryFailure) -> Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        let data: Data
        do { data = try encoder.encode(body) } catch { throw .refused("it can't be written as JSON: \(error)") }
        return try answer(client.ask("POST", Self.api + name, data))
    }

    /// The body of an answer that says yes.
    private func answer(_ answer: HTTPClient.Answer) throws(DeliveryFailure) -> Data {
        struct Complaint: Decodable { let message: String? }
        let said = (try? JSONDecoder().decode(Complaint.self, from: answer.body))?.message
        let words = String((said ?? "it answers \(answer.status)").prefix(300)).split(whereSeparator: \.isNewline)
            .joined(separator: " ")
        switch answer.status {
        case 200..<300: return answer.body
        case 401, 403:
            throw .denied(
                "it does not let us in (\(answer.status)): set MLFLOW_TRACKING_TOKEN, or "
                    + "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")
        case 408, 429, 500...: throw .away(words)
        default: throw .refused(words)
        }
    }

    private func decoded<Value: Decodable>(_ data: Data, as type: Value.Type) throws(DeliveryFailure) -> Value {
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw .away("it does not answer as MLflow does")
        }
    }
}
