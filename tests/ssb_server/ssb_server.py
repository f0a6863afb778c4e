#!/usr/bin/env python3
"""A server that speaks PxWebApi v2 on loopback. See README.md beside it."""
import http.server
import json
import math
import os
import re
import ssl
import sys
import threading
import urllib.parse

import tables as px
from selections import Problem, split_list

ROOT = "/api/pxwebapi/v2"
LONGEST_ADDRESS = 2100
PROBLEM = "application/problem+json; charset=utf-8"


class State:
    """Tables, switches and the clock. Requests are served one at a time."""

    def __init__(self, folder):
        self.tables, self.codelists = px.load(folder)
        self.lock = threading.Lock()
        self.max_data_cells = 800000
        self.true_max_data_cells = None
        self.too_many_cells_status = 403
        self.max_calls = 30
        self.window_seconds = 60
        self.retry_after = None
        self.sparse = False
        self.answers = []
        self.clock_ms = 0
        self.calls_ms = []
        self.requests = []

    def control(self, switches):
        self.clock_ms += switches.pop("advance_ms", 0)
        for table, members in switches.pop("tables", {}).items():
            self.tables[table].resource.update(members)
        for name, value in switches.items():
            if not hasattr(self, name):
                raise Problem(400, "Unknown switch", name)
            setattr(self, name, value)
        seen, self.requests = self.requests, []
        return {"requests": seen, "clock_ms": self.clock_ms}

    def count_call(self):
        start = self.clock_ms - self.window_seconds * 1000
        self.calls_ms = [at for at in self.calls_ms if at > start]
        if len(self.calls_ms) >= self.max_calls:
            raise Problem(429, "Too many requests", f"You have reach the threshold for request limiting. {self.max_calls} request per minute.")
        self.calls_ms.append(self.clock_ms)

    def config(self):
        return {"apiVersion": "2.0.0", "appVersion": "test", "languages": [{"id": "no", "label": "Norsk"}, {"id": "en", "label": "English"}],
                "defaultLanguage": "no", "maxDataCells": self.max_data_cells, "maxCallsPerTimeWindow": self.max_calls,
                "timeWindow": self.window_seconds, "license": "https://creativecommons.org/licenses/by/4.0/",
                "defaultDataFormat": "json-stat2", "dataFormats": ["json-stat2", "csv", "px"]}

    def list_tables(self, query):
        words = re.sub(r'^title:|"', "", query.get("query", "").lower()).split()
        discontinued = query.get("includeDiscontinued", "false").lower() == "true"
        found = [t.resource for t in self.tables.values()
                 if all(w in t.resource["label"].lower() for w in words) and (discontinued or not t.resource.get("discontinued"))]
        size, number = int(query.get("pageSize", "20")), int(query.get("pageNumber", "1"))
        pages = max(1, math.ceil(len(found) / size))
        if not 1 <= number <= pages:
            raise Problem(404, "Non-existent page", "Non-existent page")
        return {"language": "no", "tables": found[(number - 1) * size:number * size],
                "page": {"pageNumber": number, "pageSize": size, "totalElements": len(found), "totalPages": pages, "links": []}}

    def data(self, table, selection, codelists):
        if not selection:
            for one in table.default_selection()["selection"]:
                selection[one["variableCode"]] = one["valueCodes"]
        shown, eliminated, chosen = table.select(selection, codelists)
        cells = math.prod(len(chosen[v.code]) for v in shown)
        if cells > (self.true_max_data_cells or self.max_data_cells):
            if self.too_many_cells_status == 403:
                raise Problem(403, "Forbiden", "The query resulted in cell that exceeds the number of allowed.")
            raise Problem(400, "Too many cells selected", "Too many cells selected")
        return table.data(shown, eliminated, chosen, self.sparse)


def by_variable(query, name):
    """The parameters `name[Variable]`, by variable."""
    found = {}
    for key, value in query.items():
        parts = re.fullmatch(re.escape(name) + r"\[(.+)\]", key, re.IGNORECASE)
        if parts:
            found[parts.group(1)] = value
    return found


def parse_body(text):
    """Selection and codelists of a POST; strict, so that nothing odd is sent unnoticed."""
    try:
        body = json.loads(text)
    except ValueError:
        raise Problem(400, "Bad Request", "not json") from None
    if set(body) - {"selection", "placement"}:
        raise Problem(400, "Bad Request", f"unknown members in {sorted(body)}")
    selection, codelists = {}, {}
    for one in body["selection"]:
        if set(one) - {"variableCode", "codelist", "valueCodes"}:
            raise Problem(400, "Bad Request", f"unknown members in {sorted(one)}")
        selection[one["variableCode"]] = one["valueCodes"]
        if one.get("codelist"):
            codelists[one["variableCode"]] = one["codelist"]
    return selection, codelists


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in one piece: headers and body in two would wait for each other's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    state = None

    def do_GET(self):
        self.serve("")

    def do_POST(self):
        self.serve(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode("utf-8"))

    def serve(self, body):
        with self.state.lock:
            try:
                if self.path == "/control":
                    return self.answer(200, json.dumps(self.state.control(json.loads(body or "{}"))))
                self.state.requests.append(f"{self.command} {self.path}" + (f" {body}" if body else ""))
                self.state.count_call()
                for planned in self.state.answers:
                    if planned["path"] in self.path:
                        self.state.answers.remove(planned)
                        return self.answer(planned["status"], planned.get("body", ""), planned.get("content_type", "text/html"))
                return self.answer(200, json.dumps(self.route(body), ensure_ascii=False))
            except Problem as problem:
                return self.answer(problem.status, json.dumps(problem.body), PROBLEM)

    def route(self, body):
        if len(self.path) + len("https://data.ssb.no") > LONGEST_ADDRESS:
            raise Problem(404, "Not Found")
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True))
        path = address.path.lower()
        if not path.startswith(ROOT):
            raise Problem(404, "Not Found")
        parts = address.path[len(ROOT):].strip("/").split("/")
        noun = parts[0].lower()
        if noun == "config":
            return self.state.config()
        if noun == "codelists" and len(parts) == 2 and parts[1] in self.state.codelists:
            return self.state.codelists[parts[1]]
        if noun != "tables":
            raise Problem(404, "Not Found")
        if len(parts) == 1:
            return self.state.list_tables(query)
        table = self.state.tables.get(parts[1].upper())
        if table is None:
            raise Problem(404, "Non-existent table")
        return self.of_table(table, parts[2].lower() if len(parts) > 2 else "", query, body)

    def of_table(self, table, what, query, body):
        if query.get("outputFormat", "json-stat2") != "json-stat2":
            raise Problem(400, "Unsupported output format")
        if query.get("lang", "no") not in ("no", "en"):
            raise Problem(400, "Unsupported language")
        if what == "":
            return table.resource
        if what == "metadata":
            return table.metadata(by_variable(query, "codelist"))
        if what == "defaultselection":
            return table.default_selection()
        if what != "data":
            raise Problem(404, "Not Found")
        if self.command == "POST":
            return self.state.data(table, *parse_body(body))
        chosen = {variable: split_list(text) for variable, text in by_variable(query, "valueCodes").items()}
        return self.state.data(table, chosen, by_variable(query, "codelist"))

    def answer(self, status, text, content_type="application/json; charset=utf-8"):
        data = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        if status == 429 and self.state.retry_after is not None:
            self.send_header("Retry-After", str(self.state.retry_after))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


def main():
    Handler.state = State(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        # Hands are shaken by the thread that serves a connection, at its first read.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        # A client that does not trust the certificate breaks off; that is its test's business.
        server.handle_error = lambda *arguments: None
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
