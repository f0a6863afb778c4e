"""Says what became of the tests: what failed and how, which were skipped and why, and how many passed.

    summarise.py REPORT ALLOWED_SKIPS

REPORT is what `ctest --output-junit` writes. A line of ALLOWED_SKIPS is a regular expression that the whole of
`Test.Name: reason` must match for a skip to be allowed. Exit code 1 when a test failed, a skip is not allowed, or nothing ran.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

SHOWN_LINES = 60  # of a failed test's output, the last ones: where the failure is


def skip_reason(output):
    """The text of GTEST_SKIP(), which GoogleTest prints between `Skipped` and the verdict."""
    found = re.search(r"Skipped\n(.*?)\n*\[  SKIPPED \]", output, re.DOTALL)
    return " ".join(found.group(1).split()) if found and found.group(1).strip() else "no reason given"


def read_report(path):
    """Names of passed tests, (name, output) of failed and (name, reason) of skipped ones."""
    passed, failed, skipped = [], [], []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name = case.get("name")
        status = case.get("status")
        output = case.findtext("system-out") or ""
        if status == "run":
            passed.append(name)
        elif case.find("skipped") is not None and status == "notrun":
            skipped.append((name, skip_reason(output)))
        elif status != "disabled":
            failed.append((name, output))
        else:
            skipped.append((name, "disabled"))
    return passed, sorted(failed), sorted(skipped)


def read_allowed(path):
    with open(path, encoding="utf-8") as lines:
        texts = [line.strip() for line in lines]
    return [re.compile(text) for text in texts if text and not text.startswith("#")]


def main(report, allowed_skips):
    passed, failed, skipped = read_report(report)
    allowed = read_allowed(allowed_skips)
    refused = [skip for skip in skipped if not any(rule.fullmatch(": ".join(skip)) for rule in allowed)]
    for name, output in failed:
        print(f"\n-- {name} failed:")
        print("\n".join(output.splitlines()[-SHOWN_LINES:]))
    if failed:
        print("\nFailed:")
        for name, _ in failed:
            print(f"  {name}")
    if skipped:
        print("\nSkipped:")
        for skip in skipped:
            mark = "  (not allowed)" if skip in refused else ""
            print(f"  {': '.join(skip)}{mark}")
    if refused:
        print(f"\n{len(refused)} skipped for a reason that {allowed_skips} does not allow.")
    print(f"\n{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or refused or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
