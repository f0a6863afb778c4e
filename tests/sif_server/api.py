"""Answers calls: `POST …/SI.Data.RPC/SI.Data.RPC/SERVICE/METHOD` with `{"parameter": {…}}`.

What the service could take is answered with HTTP status 200, whether it was carried out or not: `Successful` tells.
"""
import argparse
import urllib.parse

import writing
from archive import Archive
from faults import Fault, FaultPlan
from messages import Answer, Request, json_answer, strict_json
from parameters import FORMS, METHODS, NotAccepted, Unsuccessful, checked
from reading import Reading
from token_endpoint import TokenEndpoint

BASE = "/Biz/v2/api/call/SI.Data.RPC/SI.Data.RPC/"
SERVICES = ("CaseService", "DocumentService", "FileService", "SupportService")
VERSION = "6.9.215"
MOST_BODY_BYTES = 100 << 20
SECRET_PARAMETER = "authkey"


class Api:
    """The service over one archive. It is a `serving.Application`, but for the controls."""

    def __init__(self, settings: argparse.Namespace):
        self.settings = settings
        self.plan = FaultPlan(frozenset({"expire_tokens", "unsuccessful_instead", "unsuccessful_after"}))
        self.archive = Archive()
        self.reading = Reading(self.archive)
        client, _, secret = settings.client.partition(":")
        self.tokens = TokenEndpoint({client: secret}, ("sif",), "SIF", lambda: self.archive.now)
        self.authkey = settings.authkey
        self.blank_error_message = False
        self.local_times = False
        self.told: Fault | None = None  # the fault of the request that is being carried out
        self.methods = {
            "CaseService/GetCases": self.reading.cases, "DocumentService/GetDocuments": self.reading.documents,
            "FileService/GetFilesWithMetadata": self.reading.files, "FileService/GetFileWithMetadata": self.reading.one_file,
            "CaseService/CreateCase": self.writes(writing.create_case),
            "DocumentService/CreateDocument": self.writes(writing.create_document),
            "DocumentService/UpdateDocument": self.writes(writing.update_document),
            "FileService/Upload": self.writes(writing.upload), "FileService/CreateFile": self.writes(writing.create_file)}

    def writes(self, method: object) -> object:
        return lambda parameter: method(self.archive, parameter)

    # What serving.py asks for

    def name_of(self, request: Request) -> str:
        if request.path == self.tokens.path:
            return "token"
        return request.path.removeprefix(BASE) if request.path.startswith(BASE) else "unknown"

    def most_body_bytes(self, _: Request) -> int:
        return MOST_BODY_BYTES

    def own_fault(self, fault: Fault, _: Request) -> None:
        """`expire_tokens`: every token is too old by now. `unsuccessful_instead` and `unsuccessful_after`: `Successful`
        is false and ErrorMessage the `argument`, without or after carrying the call out."""
        if fault.do == "expire_tokens":
            self.tokens.expire_all()
        elif fault.do.startswith("unsuccessful"):
            self.told = fault

    def handle(self, request: Request) -> Answer:
        told, self.told = self.told, None
        name = self.name_of(request)
        if name == "token":
            return self.tokens.answer(request)
        refusal = self.refusal(request, name)
        if refusal:
            return refusal
        if name.endswith("/Ping"):
            return Answer(200)
        if name == "SupportService/GetSIFVersion":
            return Answer(200, VERSION.encode(), {"Content-Type": "text/plain; charset=utf-8"})
        try:
            parameter = self.parameter_of(request, name)
        except (ValueError, NotAccepted) as error:
            return http_error(400, "ArgumentException", str(error))
        return json_answer(200, self.called(name, parameter, told), "application/json; charset=utf-8")

    def refusal(self, request: Request, name: str) -> Answer | None:
        """What is wrong with a request before its body is looked at; None when nothing is."""
        if not self.is_known(request):
            return http_error(401, "AuthenticationException", "authkey or token is missing, unknown or too old")
        service = name.split("/")[0]
        if name not in METHODS and not (service in SERVICES and name == f"{service}/Ping"):
            return http_error(404, "MissingMethodException", f"there is no {name}")
        if request.method != "POST":
            return Answer(405, headers={"Allow": "POST"})
        return None

    def is_known(self, request: Request) -> bool:
        """`?authkey=KEY`, `Authorization: authkey KEY`, or the token of a client. In one way, not in two."""
        asked = urllib.parse.parse_qs(request.query)
        scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
        if SECRET_PARAMETER in asked:
            return asked[SECRET_PARAMETER] == [self.authkey] and not scheme
        if scheme.lower() == SECRET_PARAMETER:
            return credential.strip() == self.authkey
        return self.tokens.client_of(request.headers.get("Authorization", "")) is not None

    @staticmethod
    def parameter_of(request: Request, name: str) -> dict[str, object]:
        if request.media_type() != "application/json":
            raise NotAccepted("Content-Type application/json is wanted")
        if request.body is None:
            raise NotAccepted(f"more than {MOST_BODY_BYTES} bytes")
        body = strict_json(request.body)
        if not isinstance(body, dict) or set(body) != {"parameter"}:
            raise NotAccepted("the body has the member 'parameter' and no other")
        checked(FORMS[name], body["parameter"], "parameter")
        return body["parameter"]

    def called(self, name: str, parameter: dict[str, object], told: Fault | None) -> dict[str, object]:
        try:
            if told and told.do == "unsuccessful_instead":
                raise Unsuccessful("TimeoutException", str(told.argument))
            result = self.methods[name](parameter)
            if told and told.do == "unsuccessful_after":
                raise Unsuccessful("TimeoutException", str(told.argument))
        except Unsuccessful as failure:
            message = f"SI.Biz.Core.SIF.{failure.exception}: {failure.message}\n   <operation>{name}</operation>"
            return {"Successful": False, "ErrorMessage": message, "ErrorDetails": failure.details}
        # A blank line as ErrorMessage of a call that went well has been seen in the real service.
        told_well = {"Successful": True, "ErrorMessage": "\n" if self.blank_error_message else None, "ErrorDetails": None}
        return self.in_local_times(result) | told_well if self.local_times else result | told_well

    def in_local_times(self, content: object) -> object:
        """The same with times that have no zone, as .NET writes local times."""
        if isinstance(content, dict):
            return {name: self.in_local_times(each) for name, each in content.items()}
        if isinstance(content, list):
            return [self.in_local_times(each) for each in content]
        return content.removesuffix("+01:00") if isinstance(content, str) else content


def http_error(status: int, exception: str, message: str) -> Answer:
    """An error of the service's host, not of the service."""
    return json_answer(status, {"Type": "Error", "CorrelationId": "00000000-0000-4000-8000-000000000000",
                                "ExceptionType": exception, "Message": message})
