"""Serves an application and, on a port of its own, the control of it. See README.md beside it."""
import http.server
import json
import os
import ssl
import sys
import threading
import traceback
import typing
import urllib.parse

from faults import Fault, FaultPlan
from messages import Answer, Request, json_answer, strict_json

PIECE_BYTES = 64 * 1024


class Application(typing.Protocol):
    """What a peer must be able to do. It is called by one thread at a time."""
    plan: FaultPlan

    def name_of(self, request: Request) -> str:
        """The name that faults and the log know this request by."""

    def most_body_bytes(self, request: Request) -> int:
        """The longest body that is wanted; a longer one is read past, and the request comes with body None."""

    def handle(self, request: Request) -> Answer:
        """Carries the request out."""

    def own_fault(self, fault: Fault, request: Request) -> None:
        """Does what a fault's word, known to this application alone, says; before `handle`."""

    def controls(self) -> dict[str, typing.Callable[[typing.Any], object]]:
        """What control offers: name to function of the JSON that was posted."""


class Gone(Exception):
    """The connection is to be closed without a further byte."""


class PeerHandler(http.server.BaseHTTPRequestHandler):
    """One connection. Requests of all connections are carried out one at a time."""
    protocol_version = "HTTP/1.1"
    # An answer in one piece: headers and body in two would wait for each other's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    application: Application
    lock: threading.Lock
    log: list[dict[str, object]]

    def handle_expect_100(self) -> bool:
        """Says at once that the body may come; what is written is kept back otherwise."""
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def serve(self) -> None:
        address = urllib.parse.urlsplit(self.path)
        length = self.headers.get("Content-Length")
        request = Request(self.command, address.path, address.query, self.headers,
                          length=int(length) if length and length.isdigit() else None)
        entry: dict[str, object] = {"method": self.command, "path": self.path, "status": None}
        with self.lock:
            entry["name"] = name = self.application.name_of(request)
            self.log.append(entry)
            fault = self.application.plan.take(self.command, name)
        try:
            answer = self.carry_out(request, fault)
        except Gone:
            self.close_connection = True
            return
        entry["status"] = answer.status
        self.write(answer, fault.bytes if fault and fault.do == "cut_in_answer" else None)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve

    def carry_out(self, request: Request, fault: Fault | None) -> Answer:
        """Reads the body and carries the request out, with the fault before or after it."""
        do = fault.do if fault else ""
        if do == "cut_in_upload":
            self.rfile.read(min(fault.bytes, request.length or 0))
            raise Gone
        self.read_body(request)
        planned = Answer(fault.status, fault.body.encode(), dict(fault.headers)) if fault else Answer(500)
        if do == "answer_instead":
            return planned
        if do == "drop_before":
            raise Gone
        with self.lock:
            if fault:
                self.application.own_fault(fault, request)
            answer = self.handle_or_tell(request)
        if do == "drop_after":
            raise Gone
        if do == "hang_after":
            self.wait_until_client_leaves()
            raise Gone
        return planned if do == "answer_after" else answer

    def handle_or_tell(self, request: Request) -> Answer:
        """An error of the peer itself is an answer 500 that says so, and a trace on standard error."""
        try:
            return self.application.handle(request)
        except Exception:
            traceback.print_exc()
            return Answer(500, b"the test server itself is wrong; see its standard error", close=True)

    def read_body(self, request: Request) -> None:
        """Reads the body that Content-Length announces, so that the connection can be used again."""
        left = request.length or 0
        if left <= self.application.most_body_bytes(request):
            request.body = self.rfile.read(left)
            if len(request.body) < left:
                raise Gone
            return
        request.body = None
        while left > 0:
            piece = self.rfile.read(min(left, PIECE_BYTES))
            if not piece:
                raise Gone
            left -= len(piece)

    def wait_until_client_leaves(self) -> None:
        try:
            while self.connection.recv(PIECE_BYTES):
                pass
        except OSError:
            pass

    def write(self, answer: Answer, only_bytes: int | None) -> None:
        chunked_request = "Transfer-Encoding" in self.headers
        self.close_connection |= answer.close or chunked_request or only_bytes is not None
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body if only_bytes is None else answer.body[:only_bytes])

    def log_message(self, *_: object) -> None:
        pass


class ControlHandler(PeerHandler):
    """`POST /NAME` with JSON, or `GET /NAME` without: what the application's controls give, as JSON."""

    def serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with self.lock:
            try:
                control = self.controls()[self.path.strip("/")]
                answer = json_answer(200, control(strict_json(body) if body else {}))
            except Exception as error:  # whatever it is, the test that caused it shall read of it
                answer = json_answer(400, {"error": f"{type(error).__name__}: {error}"})
        self.write(answer, None)

    do_GET = do_POST = serve

    def controls(self) -> dict[str, typing.Callable[[typing.Any], object]]:
        plan = self.application.plan

        def take_log(_: object) -> list[dict[str, object]]:
            seen = list(self.log)
            self.log.clear()
            return seen

        return {"faults": lambda described: plan.add(described or []) or plan.described(),
                "requests": take_log, **self.application.controls()}


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass  # A client that breaks off, or does not trust the certificate, is its test's business.


def serve(make: typing.Callable[[str], Application], certificate: str = "", key: str = "") -> None:
    """Serves what `make` gives for its origin (`http://127.0.0.1:PORT`), until standard input ends.

    The first line of output is JSON: `api`, the origin, and `control`, the origin of the control.
    """
    api, control = Server(("127.0.0.1", 0), PeerHandler), Server(("127.0.0.1", 0), ControlHandler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key or None)
        # Hands are shaken by the thread that serves a connection, at its first read.
        api.socket = context.wrap_socket(api.socket, server_side=True, do_handshake_on_connect=False)
    origin = f"{'https' if certificate else 'http'}://127.0.0.1:{api.server_address[1]}"
    PeerHandler.application, PeerHandler.lock, PeerHandler.log = make(origin), threading.Lock(), []
    for server in (api, control):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 60}, daemon=True).start()
    print(json.dumps({"api": origin, "control": f"http://127.0.0.1:{control.server_address[1]}"}), flush=True)
    sys.stdin.read()
    os._exit(0)
