import Configs
import Foundation
import FoundationNetworking

/// Requests to one server, each waited for: senders have threads of their own.
struct HTTPClient: Sendable {
    /// The server's address, without a slash at its end.
    let base: String
    /// The header that lets us in; nil where there is none.
    let authorization: String?

    struct Answer {
        let status: Int
        let body: Data
    }

    /// - Throws: `TrackingError`, if the address is none that can be asked.
    init(_ address: String, authorization: String?) throws(TrackingError) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme,
            ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else {
            throw TrackingError(
                .config, "'\(address)' is not the address of a tracking server; give one such as http://127.0.0.1:5000")
        }
        guard parts.user == nil, parts.password == nil else {
            throw TrackingError(
                .config,
                "a tracking server's address must not hold a name or a password, since it is stored in the run's "
                    + "folder: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN")
        }
        base = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.authorization = authorization
    }

    /// Asks, and waits for the whole answer.
    ///
    /// - Parameters:
    ///   - path: behind the address, with its query.
    ///   - seconds: how long the server may say nothing.
    /// - Throws: `DeliveryFailure.away`, if no answer comes.
    func ask(
        _ method: String, _ path: String, _ body: Data? = nil, type: String = "application/json", seconds: Double = 15
    ) throws(DeliveryFailure) -> Answer {
        guard let url = URL(string: base + path) else { throw .refused("'\(path)' is no path") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        request.timeoutInterval = seconds
        if body != nil { request.setValue(type, forHTTPHeaderField: "Content-Type") }
        if let authorization { request.setValue(authorization, forHTTPHeaderField: "Authorization") }
        let result = Waiting<Result<Answer, DeliveryFailure>>()
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        session.dataTask(with: request) { data, response, error in
            if let error {
                result.set(.failure(.away(error.systemReason)))
            } else if let response = response as? HTTPURLResponse {
                result.set(.success(Answer(status: response.statusCode, body: data ?? Data())))
            } else {
                result.set(.failure(.away("it does not answer in HTTP")))
            }
        }.resume()
        return try result.value.get()
    }
}

/// A value that another thread will give.
///
/// It is safe to share: what is stored is touched under the condition's lock alone.
private final class Waiting<Value>: @unchecked Sendable {
    private let condition = NSCondition()
    private var stored: Value?

    func set(_ value: Value) {
        condition.withLock {
            stored = value
            condition.broadcast()
        }
    }

    var value: Value {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let stored { return stored }
            condition.wait()
        }
    }
}
