"""For the peers' own tests: a peer as a child process, and raw HTTP to it."""
import atexit
import dataclasses
import functools
import http.client
import json
import pathlib
import subprocess
import sys
import urllib.parse


@dataclasses.dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)


class Peer:
    """Starts the program with its options; ends it with `stop`, and at the latest when this program ends."""

    @staticmethod
    @functools.cache
    def shared(program: pathlib.Path, *options: str) -> "Peer":
        """One process for all tests that want these options."""
        return Peer(program, *options)

    def __init__(self, program: pathlib.Path, *options: str):
        self.process = subprocess.Popen([sys.executable, "-B", program, *options],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addresses = json.loads(self.process.stdout.readline())
        self.origin: str = self.addresses["api"]
        atexit.register(self.stop)

    def stop(self) -> None:
        atexit.unregister(self.stop)
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def control(self, name: str, content: object = None) -> object:
        """Asks the control; AssertionError with what it says when it refuses."""
        body = b"" if content is None else json.dumps(content).encode()
        reply = send("POST", f"{self.addresses['control']}/{name}", body)
        if reply.status != 200:
            raise AssertionError(reply.body.decode())
        return json.loads(reply.body)


def send(method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None,
         timeout_seconds: float = 10, context: object = None) -> Reply:
    """One request on a connection of its own. Redirects and the like are not followed."""
    address = urllib.parse.urlsplit(url)
    target = address.path + (f"?{address.query}" if address.query else "")
    if address.scheme == "https":
        connection = http.client.HTTPSConnection(address.netloc, timeout=timeout_seconds, context=context)
    else:
        connection = http.client.HTTPConnection(address.netloc, timeout=timeout_seconds)
    try:
        connection.request(method, target, body=body, headers=headers or {})
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()
