#!/usr/bin/env python3
"""A strict server of Public 360's SIF RPC service on loopback, for tests. See README.md beside it."""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "http_peer"))

import serving  # noqa: E402
from controlled import Controlled  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificate", default="", help="PEM file of a certificate: HTTPS instead of HTTP")
    parser.add_argument("--key", default="", help="PEM file of its key, where the certificate's file has none")
    parser.add_argument("--authkey", default="0f1e2d3c-hemmelig", help="the key of the integration")
    parser.add_argument("--client", default="helhet:hemmelig", metavar="ID:SECRET", help="a client of the token endpoint")
    settings = parser.parse_args()
    serving.serve(lambda origin: Controlled(origin, settings), settings.certificate, settings.key)


if __name__ == "__main__":
    main()
