"""A small stand-in of the interface that AWS Lambda gives a runtime: events from files, one after the other.

    python3 interface.py FOLDER EVENT...

Writes the port to FOLDER/port, and what it is told of each event to FOLDER/0.response, FOLDER/1.error and so on. Whoever asks for
more events than there are waits.
"""
import http.server
import pathlib
import sys
import threading

folder, events = pathlib.Path(sys.argv[1]), sys.argv[2:]


class Interface(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    given = 0

    def do_GET(self):
        if not self.path.endswith("/runtime/invocation/next"):
            return self.answer(404)
        if Interface.given == len(events):
            threading.Event().wait()
        body = pathlib.Path(events[Interface.given]).read_bytes()
        self.answer(200, body, {"Lambda-Runtime-Aws-Request-Id": str(Interface.given)})
        Interface.given += 1

    def do_POST(self):
        number, end = self.path.split("/")[-2:]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        part = folder / "part"
        part.write_bytes(body)
        part.rename(folder / f"{number}.{end}")
        self.answer(202)

    def answer(self, status, body=b"", fields={}):
        self.send_response(status)
        for name, value in {**fields, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Interface)
server.daemon_threads = True
(folder / "port").write_text(str(server.server_port))
server.serve_forever()
