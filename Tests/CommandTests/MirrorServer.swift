import Foundation
import TestSupport
import Testing

/// A web server on this machine that fails on purpose.
///
/// Below `good/` it sends the files of a folder, whole or from the byte that is asked for; the other folders have the same
/// files, and faults of their own.
final class MirrorServer {
    /// What a test that is skipped for want of it says.
    static let absence = "needs python3"
    static let isThere =
        ["/usr/bin", "/usr/local/bin"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/python3")
        }
        || ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/python3")
        } == true

    private static let script = """
        import http.server, os, sys, threading, time
        root, seen = sys.argv[1], {}
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args): pass
            def do_GET(self):
                fault, name = self.path.strip("/").split("/")
                asked = self.headers.get("Range")
                seen[self.path] = seen.get(self.path, 0) + 1
                first = seen[self.path] == 1
                with open(os.path.join(root, "log"), "a") as log: log.write(f"{fault} {asked or '-'}\\n")
                path = os.path.join(root, "files", name)
                if fault == "none" or not os.path.exists(path): return self.send_error(404)
                if fault == "busy" and first: return self.send_error(503)
                data = open(path, "rb").read()
                if fault == "wrong": data = bytes([data[0] ^ 1]) + data[1:]
                start = int(asked[6:-1]) if asked and fault != "plain" else 0
                if start:
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
                else: self.send_response(200)
                body = data[start:]
                if fault == "long": body += b"more"
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if fault in ("break", "slow") and first:
                    self.wfile.write(body[:len(body) // 2])
                    self.wfile.flush()
                    if fault == "slow": time.sleep(60)
                    self.close_connection = True
                    return
                self.wfile.write(body)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        # Should the tests be killed.
        timer = threading.Timer(300, os._exit, [0])
        timer.daemon = True
        timer.start()
        with open(os.path.join(root, "port.part"), "w") as port: port.write(str(server.server_address[1]))
        os.rename(os.path.join(root, "port.part"), os.path.join(root, "port"))
        server.serve_forever()
        """

    let folder: TemporaryFolder
    private let process = Process()
    private let port: Int

    /// Starts a server of these files.
    init(_ files: [String: Data]) async throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder("files"), withIntermediateDirectories: true)
        for (name, content) in files { try content.write(to: URL(fileURLWithPath: folder("files/" + name))) }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.script, folder.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Waiting must not keep a thread that other tests need.
        let deadline = Deadline()
        while !FileManager.default.fileExists(atPath: folder("port")) {
            try #require(process.isRunning)
            try await deadline.pause()
        }
        port = try #require(Int(try contents(folder("port"))))
    }

    // A process that a task's thread starts has that thread's blocked signals: SIGTERM is one of them.
    deinit { kill(process.processIdentifier, SIGKILL) }

    /// The address of a folder.
    func url(_ fault: String) -> String { "http://127.0.0.1:\(port)/\(fault)/" }

    /// What was asked for: the folder, and the range or a dash.
    var requests: [String] {
        ((try? contents(folder("log"))) ?? "").split(separator: "\n").map(String.init)
    }
}
