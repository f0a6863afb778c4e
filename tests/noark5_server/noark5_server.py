#!/usr/bin/env python3
"""A strict server of the Noark 5 service interface 1.1 on loopback, for tests. See README.md beside it."""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "http_peer"))

import serving  # noqa: E402
from controlled import Controlled  # noqa: E402
from uploads import DEFAULT_BULK_LIMIT_BYTES  # noqa: E402


def pair(text: str) -> tuple[str, str]:
    name, colon, secret = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError("NAME:SECRET is wanted")
    return name, secret


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificate", default="", help="PEM file of a certificate: HTTPS instead of HTTP")
    parser.add_argument("--key", default="", help="PEM file of its key, where the certificate's file has none")
    parser.add_argument("--client", type=pair, action="append", default=[], metavar="ID:SECRET",
                        help="a client of the token endpoint; helhet:hemmelig when none is given")
    parser.add_argument("--user", type=pair, action="append", default=[], metavar="NAME:PASSWORD",
                        help="a user by Basic, which is offered when there is one")
    parser.add_argument("--page-size", type=int, default=10, help="the core's own paging")
    parser.add_argument("--bulk-limit-bytes", type=int, default=DEFAULT_BULK_LIMIT_BYTES, help="bulkgrense; 0 for none")
    parser.add_argument("--seed", default="noark5", help="other systemIDs")
    settings = parser.parse_args()
    settings.client = settings.client or [("helhet", "hemmelig")]
    serving.serve(lambda origin: Controlled(origin, settings), settings.certificate, settings.key)


if __name__ == "__main__":
    main()
