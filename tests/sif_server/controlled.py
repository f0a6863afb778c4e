"""What a test may do to the server beside the service: see README.md, «Control»."""
import argparse
import base64
import datetime
import hashlib
import typing

from api import Api
from writing import create_case, create_document

SWITCHES = ("blank_error_message", "local_times", "authkey")


class Controlled(Api):
    def __init__(self, _: str, settings: argparse.Namespace):
        super().__init__(settings)
        self.seeded: set[int] = set()

    def controls(self) -> dict[str, typing.Callable[[typing.Any], object]]:
        return {"reset": lambda _: self.__init__("", self.settings) or {}, "switches": self.switch, "seed": self.seed,
                "advance": self.advance, "change": self.change, "counts": lambda _: self.counts(),
                "state": lambda _: self.state(), "addresses": lambda _: {"token": self.tokens.path}}

    def switch(self, switches: dict[str, object]) -> dict[str, object]:
        for name, value in switches.items():
            if name == "most_returned":
                self.reading.most_returned = value
            elif name == "most_file_bytes":
                self.archive.most_file_bytes = value
            elif name in SWITCHES:
                setattr(self, name, value)
            else:
                raise KeyError(name)
        return {}

    def advance(self, by: dict[str, float]) -> dict[str, object]:
        self.archive.now += datetime.timedelta(seconds=by["seconds"])
        return {"now": self.archive.now.isoformat()}

    def seed(self, described: list[dict[str, object]]) -> list[dict[str, object]]:
        """Makes cases and documents by the parameters of CreateCase and CreateDocument; `set` are members of the record
        that no call can set, such as LastChangedDate; `text` of a file is its content."""
        results = []
        for each in described:
            parameter = dict(each["parameter"])
            for file in parameter.get("Files", []):
                file["Base64Data"] = base64.b64encode(file.pop("text").encode()).decode()
            make = create_case if each["kind"] == "case" else create_document
            result = make(self.archive, parameter)
            records = self.archive.cases if each["kind"] == "case" else self.archive.documents
            records[result["Recno"]] |= each.get("set", {})
            self.seeded = set(self.archive.cases) | set(self.archive.documents) | set(self.archive.files)
            results.append(result)
        return results

    def change(self, described: dict[str, object]) -> dict[str, object]:
        """Someone changes a document."""
        record = self.archive.document(described["DocumentNumber"])
        record |= described["set"] | {"LastChangedDate": self.archive.tick()}
        return {}

    def counts(self) -> dict[str, int]:
        """How many cases, documents and files there are, leaving out the seeded, and uploads that nothing has asked for."""
        tables = {"cases": self.archive.cases, "documents": self.archive.documents, "files": self.archive.files}
        return {name: len(set(table) - self.seeded) for name, table in tables.items()} | {"uploads": len(self.archive.uploads)}

    def state(self) -> dict[str, object]:
        files = [each.record | {"sha256": hashlib.sha256(each.content).hexdigest()} for each in self.archive.files.values()]
        return {"cases": list(self.archive.cases.values()), "documents": list(self.archive.documents.values()), "files": files}
