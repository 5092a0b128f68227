import Configs
import Foundation
import FoundationNetworking
import Synchronization

/// One answer of one server, written to a file as it comes.
final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
    /// How it ended.
    enum End: Sendable {
        /// The server has sent all that it wanted to.
        case complete
        /// It is worth another try.
        case broken(String)
        /// The server does not have the file.
        case refused(String)
        /// The file could not be written.
        case failed(FetchError)
    }

    private struct State {
        var end: End?
        var continuation: CheckedContinuation<End, Never>?
    }

    private let file: PartialFile
    /// Bytes of the whole file: more are not taken.
    private let byteCount: Int
    private let received: @Sendable (Int) -> Void
    private let state = Mutex(State())

    private init(to file: PartialFile, byteCount: Int, received: @escaping @Sendable (Int) -> Void) {
        self.file = file
        self.byteCount = byteCount
        self.received = received
    }

    /// Asks for what is missing of a file, and waits for the end.
    ///
    /// - Parameter received: called with the bytes that are there, whenever some came.
    static func run(
        _ url: URL, to file: PartialFile, byteCount: Int, received: @escaping @Sendable (Int) -> Void
    ) async -> End {
        let transfer = Transfer(to: file, byteCount: byteCount, received: received)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        let session = URLSession(configuration: configuration, delegate: transfer, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        var request = URLRequest(url: url)
        // The file as it is: its checksum is that of the packed bytes.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        if file.count > 0 { request.setValue("bytes=\(file.count)-", forHTTPHeaderField: "Range") }
        let task = session.dataTask(with: request)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.state.withLock { $0.continuation = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        if let end = begin(response) {
            state.withLock { $0.end = end }
            completionHandler(.cancel)
        } else {
            completionHandler(.allow)
        }
    }

    /// Makes the file ready for what follows; returns how it ended where nothing does.
    private func begin(_ response: URLResponse) -> End? {
        guard let answer = response as? HTTPURLResponse else { return nil }
        do {
            switch answer.statusCode {
            case 206 where answer.value(forHTTPHeaderField: "Content-Range")?.hasPrefix("bytes \(file.count)-") == true:
                return nil
            case 206, 416:
                try file.clear()
                return .broken("it cannot go on in the middle")
            case 200:
                // All of it, whether or not some is there.
                try file.clear()
                return nil
            case 408, 429, 500...599: return .broken("it answers \(answer.statusCode)")
            default: return .refused("it answers \(answer.statusCode)")
            }
        } catch {
            return Self.failure(error)
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard state.withLock({ $0.end == nil }) else { return }
        do {
            guard file.count + data.count <= byteCount else {
                try file.clear()
                state.withLock { $0.end = .refused("it sends more than \(byteCount) bytes") }
                dataTask.cancel()
                return
            }
            try file.append(data)
            received(file.count)
        } catch {
            state.withLock { $0.end = Self.failure(error) }
            dataTask.cancel()
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (end, continuation) = state.withLock { state in
            let end = state.end ?? error.map { End.broken("the connection fails: \($0.systemReason)") }
            let continuation = state.continuation
            state.continuation = nil
            return (end ?? .complete, continuation)
        }
        continuation?.resume(returning: end)
    }

    private static func failure(_ error: any Error) -> End {
        .failed(error as? FetchError ?? FetchError(.io, "\(error)"))
    }
}
